namespace EventPics.Cli.Internal;

/// <summary>Says why a run ended early, and with which exit code.</summary>
internal static class Endings
{
    public static int Explain(Shell shell, SendingRun run, Ending ending, int code)
    {
        var tally = run.Book.Tally;
        switch (ending)
        {
            case Ending.Interrupted:
                shell.Say(shell.Texts.InterruptedWith(tally.Waiting));
                return ExitCodes.Interrupted;
            case Ending.KeyRefused:
                shell.Say($"eventpics: {run.KeyProblem ?? shell.Texts.Trouble(EventPicsError.ApiKeyRejected)}");
                return ExitCodes.ApiKey;
            case Ending.DestinationMissing:
                SayMissing(shell, run);
                return code;
            case Ending.TimedOut when tally.Waiting > 0:
                shell.Say(shell.Texts.TimedOutWith(tally.Waiting));
                return code;
            default:
                return code;
        }
    }

    /// <summary>Says that files wait for what doesn't exist, and how to send them elsewhere.</summary>
    public static void SayMissing(Shell shell, SendingRun run)
    {
        foreach (var target in run.MissingDestinations)
        {
            shell.Say($"eventpics: {shell.Texts.DestinationMissing(Texts.Place(target with { EventTitle = TargetFinder.TitleOf(shell, target.LinkId) }), target.LinkId.Plain())}");
        }
    }
}
