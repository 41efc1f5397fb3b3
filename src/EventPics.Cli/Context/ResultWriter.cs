using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>Writes the result of each file and the summary, as text or as JSON lines.</summary>
internal sealed class ResultWriter(CommandContext context)
{
    private readonly Lock _lock = new();

    /// <summary>Receives the results instead of stdout, while live output fills the terminal.</summary>
    public Action<FileResult>? Screen { get; set; }

    /// <summary>Whether text output includes duplicates; a folder that is watched for weeks has thousands.</summary>
    public bool ShowDuplicates { get; init; } = true;

    public void Write(FileResult file)
    {
        lock (_lock)
        {
            if (context.Json)
            {
                WriteJson(file);
            }
            else if (file.Outcome == Outcome.Skipped)
            {
                if (context.Verbose || file.IsExplicit)
                {
                    context.Info(context.Texts.FileLine(file));
                }
            }
            else if (Screen is { } screen)
            {
                screen(file);
            }
            else if (ShowDuplicates || file.Outcome != Outcome.Duplicate)
            {
                context.Out.WriteLine(context.Texts.FileLine(file));
                context.Out.Flush();
            }
        }
    }

    public void Write(StateLine line)
    {
        lock (_lock)
        {
            JsonOutput.Write(context.Out, line);
        }
    }

    /// <summary>Writes the files still waiting and the summary, and returns the exit code.</summary>
    public int Finish(IEnumerable<FileResult> unfinished, UploadSummary summary)
    {
        lock (_lock)
        {
            unfinished.ToList().ForEach(Write);
            if (context.Json)
            {
                JsonOutput.WriteSummary(context.Out, summary);
            }
            else
            {
                context.Out.WriteLine(context.Texts.Summary(summary));
                context.Out.Flush();
            }
        }

        return summary.ExitCode;
    }

    private void WriteJson(FileResult file)
    {
        var line = new FileLine(
            Type(file.Outcome),
            file.File,
            file.Upload?.LinkId ?? file.LinkId,
            file.Upload is { } upload ? upload.AlbumId : file.AlbumId,
            file.Upload?.Length ?? file.Bytes,
            file.Upload is { Sha256.Length: > 0 } hashed ? hashed.Sha256 : null,
            file.Upload?.Attempts ?? 0,
            file.Error,
            TimeOf(file) ?? context.Time.GetUtcNow());
        if (file.Skip is { } reason && file.Outcome == Outcome.Skipped)
        {
            JsonOutput.Write(context.Out, new SkippedLine(
                line.Type, line.File, line.LinkId, line.AlbumId, line.Bytes, line.Sha256, line.Attempts, line.Error,
                line.At, SkipReasonCodes.Code(reason)));
        }
        else
        {
            JsonOutput.Write(context.Out, line);
        }
    }

    private static DateTimeOffset? TimeOf(FileResult file) => file.Outcome switch
    {
        Outcome.Uploaded or Outcome.Duplicate => file.Upload?.UploadedAt,
        Outcome.Skipped => file.Upload?.WithdrawnAt,
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
