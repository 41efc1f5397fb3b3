using System.Globalization;

namespace EventPics.HotFolder.Internal.Watching;

/// <summary>A path that contains dates.</summary>
internal sealed class PathTemplate
{
    private const string DefaultFormat = "yyyy-MM-dd";

    // The folder of the day before stays watched: its last photos arrive after midnight.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly string _path;

    public PathTemplate(string path)
    {
        _path = path;
        if (DateTokens.Pattern.Replace(path, "").Contains("{date", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"The date in the path '{path}' is invalid. Use one of these forms: {DateTokens.Examples}.");
        }
    }

    /// <summary>Returns the folders to watch at a moment, the current one first.</summary>
    public IReadOnlyList<string> At(DateTimeOffset now)
    {
        var today = Expand(now);
        var before = Expand(now - Overlap);
        return today == before ? [today] : [today, before];
    }

    private string Expand(DateTimeOffset now) =>
        Paths.TrimSeparators(Path.GetFullPath(DateTokens.Pattern.Replace(_path, match =>
        {
            var hours = match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            var format = match.Groups[2].Success ? match.Groups[2].Value : DefaultFormat;
            // A single letter would be one of .NET's standard formats.
            return now.AddHours(-hours).ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture);
        })));
}
