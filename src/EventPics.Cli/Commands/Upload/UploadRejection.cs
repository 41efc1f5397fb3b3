using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Upload;

/// <summary>Reports an <c>upload</c> that ends before anything is queued.</summary>
internal sealed class UploadRejection(CommandContext context, ResultWriter results, string linkId)
{
    /// <summary>Reports that no given path exists.</summary>
    public int ReportMissingPaths(InputFiles paths)
    {
        foreach (var (file, why) in paths.Missing)
        {
            context.Info($"eventpics: {(file.Length == 0 ? "''" : file.Sanitize())}: {why}");
        }

        Write(paths, paths.Missing);
        return ExitCodes.Usage;
    }

    /// <summary>Reports that only symbolic links were given, each of which has been warned about.</summary>
    public int ReportSymlinksOnly(InputFiles paths)
    {
        Write(paths, []);
        return ExitCodes.Failed;
    }

    /// <summary>Reports the reason for which no file can be queued.</summary>
    public int ReportFailure(InputFiles paths, UserError error)
    {
        context.Info($"eventpics: {error.Message}");
        if (context.Verbose && error.Detail is { } detail)
        {
            context.Info(context.Texts.Detail(detail));
        }

        Write(paths, [.. paths.Rejected, .. paths.Missing, .. paths.Files.Select(file => (file.Path, error.ShortMessage))]);
        return context.StoppingToken.IsCancellationRequested ? ExitCodes.Interrupted : error.ExitCode;
    }

    /// <summary>Reports that the album could not be found within the timeout.</summary>
    public int ReportUnknownAlbum(InputFiles paths, string album, string? keyProblem)
    {
        var why = context.Texts.TitleNeedsNetwork(album.Sanitize());
        context.Info($"eventpics: {context.Texts.NothingQueued} {keyProblem ?? why}");
        var code = Write(paths, [.. paths.Rejected, .. paths.Missing], [.. paths.Files.Select(file => (file.Path, keyProblem ?? why))]);
        return context.StoppingToken.IsCancellationRequested ? ExitCodes.Interrupted : keyProblem is not null ? ExitCodes.ApiKey : code;
    }

    /// <summary>Reports that the event can't be found without the service, since the value is not an ID.</summary>
    public int ReportUnknownEvent(InputFiles paths, CommandException why)
    {
        context.Info($"eventpics: {why.Message}");
        Write(paths, [.. paths.Rejected, .. paths.Missing], [.. paths.Files.Select(file => (file.Path, why.ShortMessage))]);
        return context.StoppingToken.IsCancellationRequested ? ExitCodes.Interrupted : why.ExitCode;
    }

    private int Write(
        InputFiles paths, IReadOnlyList<(string File, string Why)> failed, IReadOnlyList<(string File, string Why)>? waiting = null)
    {
        var summary = new UploadSummary(Failed: failed.Count, Waiting: waiting?.Count ?? 0, Skipped: paths.Skipped.Count);
        if (context.Json)
        {
            failed.Select(file => New(file, Outcome.Failed)).ToList().ForEach(results.Write);
            paths.Skipped.Select(New).ToList().ForEach(results.Write);
            results.Finish((waiting ?? []).Select(file => New(file, Outcome.Waiting)), summary);
        }

        return summary.ExitCode;
    }

    private FileResult New((string File, SkipReason Reason) file) =>
        New((file.File, context.Texts.SkipReasonText(file.Reason, null)), Outcome.Skipped) with { Skip = file.Reason };

    private FileResult New((string File, string Why) file, Outcome outcome) =>
        new(file.File, linkId, null) { Outcome = outcome, Error = file.Why, Bytes = FileLength.Find(file.File) };
}
