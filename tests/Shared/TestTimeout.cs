namespace EventPics.Tests.Shared;

/// <summary>Timeouts that only a test that hangs reaches.</summary>
internal static class TestTimeout
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    /// <summary>For tests that start processes or restart the queue many times.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(3);
}
