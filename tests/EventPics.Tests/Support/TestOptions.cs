namespace EventPics.Tests.Support;

/// <summary>Options with back-offs of milliseconds and timeouts that only a broken client reaches.</summary>
internal static class TestOptions
{
    public static EventPicsClientOptions For(Uri baseAddress, string apiKey = "emulator-key") => new()
    {
        ApiKey = apiKey,
        BaseAddress = baseAddress,
        ApiTimeout = TimeSpan.FromSeconds(60),
        StallTimeout = TimeSpan.FromSeconds(60),
        ResponseTimeout = TimeSpan.FromSeconds(60),
        BaseDelay = TimeSpan.FromMilliseconds(1),
        MaxDelay = TimeSpan.FromMilliseconds(50),
    };
}
