using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>Writes what becomes of each file, as lines of text or of JSON, and the summary.</summary>
internal sealed class ResultWriter(CommandContext shell)
{
    private readonly Lock _lock = new();

    /// <summary>Takes the lines of text in place of stdout, while bars or a board fill the terminal.</summary>
    public Action<FileResult>? Screen { get; set; }

    /// <summary>Whether duplicates get a line of text too; a folder that is watched for weeks has thousands.</summary>
    public bool ShowDuplicates { get; init; } = true;

    public void Write(FileResult delivery)
    {
        lock (_lock)
        {
            if (shell.Json)
            {
                WriteJson(delivery);
            }
            else if (delivery.Outcome == Outcome.Skipped)
            {
                if (shell.Verbose || delivery.IsExplicit)
                {
                    shell.Info(shell.Texts.FileLine(delivery));
                }
            }
            else if (Screen is { } screen)
            {
                screen(delivery);
            }
            else if (ShowDuplicates || delivery.Outcome != Outcome.Duplicate)
            {
                shell.Out.WriteLine(shell.Texts.FileLine(delivery));
                shell.Out.Flush();
            }
        }
    }

    public void Write(StateLine line)
    {
        lock (_lock)
        {
            JsonOutput.Write(shell.Out, line);
        }
    }

    /// <summary>Writes what still waits and the summary, and tells the exit code.</summary>
    public int Finish(IEnumerable<FileResult> unfinished, UploadSummary tally)
    {
        lock (_lock)
        {
            unfinished.ToList().ForEach(Write);
            if (shell.Json)
            {
                JsonOutput.WriteSummary(shell.Out, tally);
            }
            else
            {
                shell.Out.WriteLine(shell.Texts.Summary(tally));
                shell.Out.Flush();
            }
        }

        return tally.ExitCode;
    }

    private void WriteJson(FileResult delivery)
    {
        var line = new FileLine(
            Type(delivery.Outcome),
            delivery.File,
            delivery.Upload?.LinkId ?? delivery.LinkId,
            delivery.Upload is { } upload ? upload.AlbumId : delivery.AlbumId,
            delivery.Upload?.Length ?? delivery.Bytes,
            delivery.Upload is { Sha256.Length: > 0 } hashed ? hashed.Sha256 : null,
            delivery.Upload?.Attempts ?? 0,
            delivery.Error,
            TimeOf(delivery) ?? shell.Time.GetUtcNow());
        if (delivery.Skip is { } reason && delivery.Outcome == Outcome.Skipped)
        {
            JsonOutput.Write(shell.Out, new SkippedLine(
                line.Type, line.File, line.LinkId, line.AlbumId, line.Bytes, line.Sha256, line.Attempts, line.Error, line.At, SkipReasonCodes.Code(reason)));
        }
        else
        {
            JsonOutput.Write(shell.Out, line);
        }
    }

    private static DateTimeOffset? TimeOf(FileResult delivery) => delivery.Outcome switch
    {
        Outcome.Uploaded or Outcome.Duplicate => delivery.Upload?.UploadedAt,
        Outcome.Skipped => delivery.Upload?.WithdrawnAt,
        _ => null,
    };

    private static string Type(Outcome outcome) => outcome switch
    {
        Outcome.Uploaded => "uploaded",
        Outcome.Duplicate => "duplicate",
        Outcome.Failed => "failed",
        Outcome.Skipped => "skipped",
        _ => "waiting",
    };
}
