using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>Says why a run ended early, and with which exit code.</summary>
internal static class StopReasonReporter
{
    public static int Report(CommandContext shell, SendingSession run, StopReason ending, int code)
    {
        var tally = run.Tracker.Summary;
        switch (ending)
        {
            case StopReason.Interrupted:
                shell.Info(shell.Texts.InterruptedWith(tally.Waiting));
                return ExitCodes.Interrupted;
            case StopReason.ApiKeyRejected:
                shell.Info($"eventpics: {run.KeyProblem ?? shell.Texts.ErrorText(EventPicsError.ApiKeyRejected)}");
                return ExitCodes.ApiKey;
            case StopReason.DestinationMissing:
                ReportMissingDestinations(shell, run);
                return code;
            case StopReason.TimedOut when tally.Waiting > 0:
                shell.Info(shell.Texts.TimedOutWith(tally.Waiting));
                return code;
            default:
                return code;
        }
    }

    /// <summary>Says that files wait for what doesn't exist, and how to send them elsewhere.</summary>
    public static void ReportMissingDestinations(CommandContext shell, SendingSession run)
    {
        foreach (var target in run.MissingDestinations)
        {
            shell.Info($"eventpics: {shell.Texts.DestinationMissing(Texts.Place(target with { EventTitle = DestinationResolver.TitleOf(shell, target.LinkId) }), target.LinkId.Sanitize())}");
        }
    }
}
