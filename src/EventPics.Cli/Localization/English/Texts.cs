using System.Globalization;

namespace EventPics.Cli.Localization.English;

/// <summary>All texts that the tool shows, in English; other languages derive from it.</summary>
internal partial class Texts
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>The language's code.</summary>
    public virtual string Code => "en";

    /// <summary>The format of numbers.</summary>
    public virtual CultureInfo Culture => CultureInfo.InvariantCulture;

    public virtual Placeholders Placeholders { get; } = new();

    protected virtual string TimeFormat => "HH:mm:ss";

    protected virtual string DateFormat => "yyyy-MM-dd";

    /// <summary>A number of bytes in units of 1000, as usual for networks.</summary>
    public string Size(long bytes)
    {
        double number = bytes;
        var unit = 0;
        for (; number >= 999.5 && unit < Units.Length - 1; unit++)
        {
            number /= 1000;
        }

        return Number(number, unit > 0 && number < 99.95 ? 1 : 0) + " " + Units[unit];
    }

    public string SizeOf(long done, long all) => OfAll(Size(done), Size(all));

    public string Speed(long bytesPerSecond) => Size(bytesPerSecond) + "/s";

    public string Time(DateTimeOffset time) => time.ToLocalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    public string Date(DateTime date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public string DateAndTime(DateTimeOffset time) => time.ToString($"{DateFormat} {TimeFormat}", CultureInfo.InvariantCulture);

    /// <summary>A span of time, rounded to what a person needs.</summary>
    public string Span(TimeSpan span) =>
        span < TimeSpan.FromSeconds(99.5) ? Seconds((int)Math.Ceiling(span.TotalSeconds))
        : span < TimeSpan.FromMinutes(99.5) ? Minutes((int)Math.Round(span.TotalMinutes))
        : span < TimeSpan.FromHours(48) ? Hours(Number(span.TotalHours, span.TotalHours < 9.95 ? 1 : 0))
        : Days((int)Math.Round(span.TotalDays));

    public virtual string Warning(string message) => $"Note: {message}";

    public virtual string Detail(string detail) => $"Detail: {detail}";

    protected virtual string OfAll(string done, string all) => $"{done} of {all}";

    protected virtual string Seconds(int count) => $"{count} s";

    protected virtual string Minutes(int count) => $"{count} min";

    protected virtual string Hours(string count) => $"{count} h";

    protected virtual string Days(int count) => $"{count} days";

    protected string Number(double number, int decimals) => number.ToString("F" + decimals, Culture);
}
