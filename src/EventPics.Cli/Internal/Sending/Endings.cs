namespace EventPics.Cli.Internal;

/// <summary>Says why a run ended early, and with which exit code.</summary>
internal static class Endings
{
    public static int Explain(Shell shell, Ending ending, Tally tally, int code, string? keyProblem = null)
    {
        switch (ending)
        {
            case Ending.Interrupted:
                shell.Say(shell.Texts.InterruptedWith(tally.Waiting));
                return ExitCodes.Interrupted;
            case Ending.KeyRefused:
                shell.Say($"eventpics: {keyProblem ?? shell.Texts.Trouble(EventPicsError.ApiKeyRejected)}");
                return ExitCodes.ApiKey;
            case Ending.TimedOut when tally.Waiting > 0:
                shell.Say(shell.Texts.TimedOutWith(tally.Waiting));
                return code;
            default:
                return code;
        }
    }
}
