namespace EventPics.Benchmarks;

/// <summary>What an upload costs on average over one run, and the memory of the process so far.</summary>
/// <param name="CpuMs">CPU time of the process per upload, in milliseconds.</param>
/// <param name="WallMs">Time of the run divided by its uploads, in milliseconds.</param>
/// <param name="Allocated">Bytes allocated per upload.</param>
/// <param name="PeakOverIdle">Peak working set less the one after the warm-up, in bytes.</param>
internal readonly record struct Measurement(double CpuMs, double WallMs, double Allocated, double PeakOverIdle)
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
