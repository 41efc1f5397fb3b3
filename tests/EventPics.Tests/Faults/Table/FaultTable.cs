namespace EventPics.Tests.Faults.Table;

/// <summary>
/// The fault scripts, as data. Each name begins with the number of its row in the failure matrix; faults that need a clock, a
/// certificate, a name server or two concurrent uploads have separate tests, named the same way.
/// </summary>
internal static class FaultTable
{
    public static IReadOnlyList<FaultCase> All { get; } =
        [.. NetworkFaults.Rows, .. ConnectionFaults.Rows, .. ServiceFaults.Rows, .. ResponseFaults.Rows, .. StorageFaults.Rows, .. RejectionFaults.Rows];

    /// <summary>A repeated request: "put 1, put 1, put 1".</summary>
    public static string Repeat(string request, int times) => string.Join(", ", Enumerable.Repeat(request, times));
}
