namespace EventPics.Cli.Model;

/// <summary>The number of a command's files per result.</summary>
internal sealed record UploadSummary(int Uploaded = 0, int Duplicates = 0, int Failed = 0, int Waiting = 0, int Skipped = 0)
{
    public int Total => Uploaded + Duplicates + Failed + Waiting;

    /// <summary>A failed file takes precedence over a waiting one.</summary>
    public int ExitCode => Failed > 0 ? ExitCodes.Failed : Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Success;
}
