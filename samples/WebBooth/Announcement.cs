using EventPics.Emulator;

namespace WebBooth;

/// <summary>The addresses a person needs after the start.</summary>
internal static partial class Announcement
{
    public static void Log(WebApplication app, EventPicsEmulator? emulator)
    {
        foreach (var address in app.Urls)
        {
            var reachable = address.Replace("[::]", Environment.MachineName, StringComparison.Ordinal).Replace("0.0.0.0", Environment.MachineName, StringComparison.Ordinal);
            Ready(app.Logger, reachable, $"{reachable}/guests");
        }

        if (emulator is not null)
        {
            LocalService(app.Logger, emulator.BaseAddress);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The booth is at {Booth}, the page for guests at {Guests}")]
    private static partial void Ready(ILogger logger, string booth, string guests);

    [LoggerMessage(2, LogLevel.Information, "EventPics:ApiKey is not set, so photos go to the local emulator; see them at {Gallery}")]
    private static partial void LocalService(ILogger logger, Uri gallery);
}
