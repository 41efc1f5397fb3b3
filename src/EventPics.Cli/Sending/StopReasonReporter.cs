using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>Reports why a session stopped early, and returns the exit code.</summary>
internal static class StopReasonReporter
{
    public static int Report(CommandContext context, SendingSession session, StopReason stopReason, int code)
    {
        if (session.DestinationError is { } error)
        {
            context.Info($"eventpics: {error.Message}");
            return error.ExitCode;
        }

        var summary = session.Tracker.Summary;
        switch (stopReason)
        {
            case StopReason.Interrupted:
                context.Info(context.Texts.InterruptedWith(summary.Waiting));
                return ExitCodes.Interrupted;
            case StopReason.ApiKeyRejected:
                context.Info($"eventpics: {session.KeyProblem ?? context.Texts.ErrorText(EventPicsError.ApiKeyRejected)}");
                return ExitCodes.ApiKey;
            case StopReason.DestinationMissing:
                ReportMissingDestinations(context, session);
                return code;
            case StopReason.TimedOut when summary.Waiting > 0:
                context.Info(context.Texts.TimedOutWith(summary.Waiting));
                return code;
            default:
                return code;
        }
    }

    // The files wait for what doesn't exist, so the message says how to send them elsewhere.
    private static void ReportMissingDestinations(CommandContext context, SendingSession session)
    {
        foreach (var destination in session.MissingDestinations)
        {
            context.Info($"eventpics: {context.Texts.DestinationMissing(Texts.Place(destination with { EventTitle = DestinationResolver.TitleOf(context, destination.LinkId) }), destination.LinkId.Sanitize())}");
        }
    }
}
