using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Screens;

/// <summary>Column widths of a file's progress line: a narrow terminal shows a shorter name and bar, and no speed.</summary>
internal sealed record ProgressLayout(int Name, int Bar, bool HasSpeed)
{
    private const int Narrow = 70;
    private const int Gap = 1;

    public static ProgressLayout For(int width, Texts texts)
    {
        var hasSpeed = width >= Narrow;
        var size = SizeWidth(texts) + Gap;
        var rest = width - size - (hasSpeed ? SpeedWidth(texts) + TimeLeftWidth(texts) + (2 * Gap) : 0) - (2 * Gap);
        var bar = Math.Clamp(rest / 3, 6, 24);
        return new ProgressLayout(Math.Clamp(rest - bar, 8, 28), bar, hasSpeed);
    }

    /// <summary>The longest result of <see cref="Texts.SizeOf"/>.</summary>
    public static int SizeWidth(Texts texts) => texts.SizeOf(99_900_000, 99_900_000).Length;

    public static int SpeedWidth(Texts texts) => texts.Speed(99_900_000).Length;

    public static int TimeLeftWidth(Texts texts) => texts.TimeLeft(TimeSpan.FromMinutes(99)).Length;
}
