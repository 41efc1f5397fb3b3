using System.Globalization;
using System.Text.RegularExpressions;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Reads the time that booth programs and phones write into file names.</summary>
internal static class FileNameTime
{
    // 20181105_113500, 20181105113500123, 2018-11-05 11.35.00, 2018-11-05T11-35-00, Screenshot 2018-11-05 at 11.35.00
    // Not \d, which matches the digits of every script.
    private static readonly Regex Pattern = new(
        "(?<![0-9])((?:19|20)[0-9]{2})([-_. ]?)([0-9]{2})\\2([0-9]{2})(?:[-_ .T]{0,3}|\\s(?:at|um|-)\\s)"
            + "([0-9]{2}|[0-9](?=[.:]))([-_.:h ]?)([0-9]{2})[-_.:m ]?([0-9]{2})(?:[.,]?([0-9]{3}))?(?![0-9])(?:[-_. \u202F]?([AaPp])\\.?[Mm](?![A-Za-z0-9]))?",
        RegexOptions.CultureInvariant);

    private static readonly int[] Fields = [1, 3, 4, 5, 7, 8];

    public static DateTimeOffset? Read(string path, TimeZoneInfo zone)
    {
        for (var match = Pattern.Match(Path.GetFileNameWithoutExtension(path)); match.Success; match = match.NextMatch())
        {
            var parts = Fields.Select(field => match.Groups[field].Value.PadLeft(2, '0')).ToArray();
            parts[3] = In24Hours(int.Parse(parts[3], CultureInfo.InvariantCulture), match.Groups[10].Value)
                .ToString("00", CultureInfo.InvariantCulture);
            var digits = string.Concat(parts);
            if (DateTime.TryParseExact(digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                var milliseconds = match.Groups[9].Success ? int.Parse(match.Groups[9].Value, CultureInfo.InvariantCulture) : 0;
                return LocalTime.At(local.AddMilliseconds(milliseconds), offset: null, zone);
            }
        }

        return null;
    }

    private static int In24Hours(int hour, string half) => (hour, half.ToUpperInvariant()) switch
    {
        // A program with an incorrect format writes 15 PM.
        ( > 12, _) or (_, "") => hour,
        (12, "A") => 0,
        (12, _) or (_, "A") => hour,
        _ => hour + 12,
    };
}
