namespace EventPics.Cli.Model;

/// <summary>How many of a run's files ended how.</summary>
internal sealed record UploadSummary(int Uploaded = 0, int Duplicates = 0, int Failed = 0, int Waiting = 0, int Skipped = 0)
{
    public int Total => Uploaded + Duplicates + Failed + Waiting;

    /// <summary>A refusal weighs more than a file that still waits.</summary>
    public int ExitCode => Failed > 0 ? ExitCodes.Failed : Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Success;
}
