namespace EventPics.Emulator.Internal;

/// <summary>Cuts a speed into portions of about a tenth of a second.</summary>
internal static class Pace
{
    public static int Portion(int bytesPerSecond) => Math.Max(1, bytesPerSecond / 10);

    public static TimeSpan Interval(int bytesPerSecond) => TimeSpan.FromSeconds((double)Portion(bytesPerSecond) / bytesPerSecond);
}
