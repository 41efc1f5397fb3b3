namespace EventPics.Queue.Internal;

/// <summary>Random numbers from 0 to 1, on any thread.</summary>
internal static class Jitter
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Random = new();

    public static double Next()
    {
        lock (Random)
        {
            return Random.NextDouble();
        }
    }
#endif
}
