namespace EventPics.Benchmarks;

/// <summary>What one run uploads, and what the SDK may cost compared with hand-written code that retries with Polly.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Concurrency">Concurrent uploads.</param>
/// <param name="Uploads">Uploads of a run.</param>
/// <param name="MaxCpuRatio">The most CPU time, as a ratio to that code.</param>
/// <param name="MaxAllocated">The most bytes allocated per upload.</param>
/// <param name="MaxPeakOverIdle">The most bytes by which peak memory may grow over idle.</param>
internal sealed record Workload(
    string Name, long Length, int Concurrency, int Uploads, double MaxCpuRatio, double MaxAllocated, double MaxPeakOverIdle)
{
    private const int KB = 1024;
    private const int MB = 1024 * KB;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("200 KB, 4 concurrent", 200 * KB, Concurrency: 4, Uploads: 4000, 1.15, 16 * KB, double.PositiveInfinity),
        new("5 MB, 4 concurrent", 5 * MB, Concurrency: 4, Uploads: 400, 1.10, 16 * KB, double.PositiveInfinity),
        new("1 GiB, one file", 1024L * MB, Concurrency: 1, Uploads: 1, 0.75, double.PositiveInfinity, 16 * MB),
    ];
}
