using System.Globalization;
using EventPics.Emulator;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Support;

/// <summary>Clients for an emulator.</summary>
internal static class TestClient
{
    /// <summary>A new request each time: an upload that is cancelled leaves its upload URL in it.</summary>
    public static UploadRequest Photo => Request(100_000);

    public static UploadRequest Request(int length, string fileName = "photo.jpg") =>
        new("abcd1234", fileName, UploadContent.FromBytes(TestImages.Jpeg(length)));

    /// <summary>Options that retry without delay, with timeouts that a slow machine does not reach.</summary>
    public static EventPicsClientOptions Options(EventPicsEmulator emulator) => new()
    {
        ApiKey = emulator.ApiKey,
        BaseAddress = emulator.BaseAddress,
        ApiTimeout = TimeSpan.FromMinutes(2),
        StallTimeout = TimeSpan.FromSeconds(90), // less than HttpClient.Timeout
        ResponseTimeout = TimeSpan.FromSeconds(90),
        BaseDelay = TimeSpan.FromMilliseconds(1),
        MaxDelay = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Options with the default delays, on a fake clock that skips them.</summary>
    public static EventPicsClientOptions Options(EventPicsEmulator emulator, FastForwardTimeProvider time) => new()
    {
        ApiKey = emulator.ApiKey,
        BaseAddress = emulator.BaseAddress,
        ApiTimeout = TimeSpan.FromDays(1),
        StallTimeout = TimeSpan.FromDays(1),
        ResponseTimeout = TimeSpan.FromDays(1),
        TimeProvider = time,
    };

    public static EventPicsClient For(
        EventPicsEmulator emulator, Action<EventPicsClientOptions>? configure = null, ILogger<EventPicsClient>? logger = null)
    {
        var options = Options(emulator);
        configure?.Invoke(options);
        return new EventPicsClient(options, logger);
    }

    /// <summary>The requests in order of arrival, as "url, put 1, put 1": two PUTs to the first upload URL.</summary>
    public static string RequestSequence(this EventPicsEmulator emulator) =>
        string.Join(", ", emulator.Requests.Select(request => request.Operation switch
    {
        EmulatorOperation.Put => $"put {UrlNumber(request.Path)}",
        EmulatorOperation.Events => "list",
        _ => "url",
    }));

    // The number is in the path: /storage/EVENT/000001-photo.jpg.
    private static int UrlNumber(string path) => int.Parse(path.Split('/')[^1].Split('-')[0], CultureInfo.InvariantCulture);
}
