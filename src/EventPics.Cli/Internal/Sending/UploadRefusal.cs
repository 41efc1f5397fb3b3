using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>The ends of an <c>upload</c> that never came to sending.</summary>
internal sealed class UploadRefusal(Shell shell, Results results, string linkId)
{
    /// <summary>Nothing that was named is there.</summary>
    public int AsUsage(PathList paths)
    {
        foreach (var (file, why) in paths.Missing)
        {
            shell.Say($"eventpics: {(file.Length == 0 ? "''" : file.Plain())}: {why}");
        }

        Write(paths, paths.Missing);
        return ExitCodes.Usage;
    }

    /// <summary>Nothing but links was given, each of which has been told of.</summary>
    public int OfLinks(PathList paths)
    {
        Write(paths, []);
        return ExitCodes.Refused;
    }

    /// <summary>No file can be queued, for one reason.</summary>
    public int OfAll(PathList paths, Explanation explanation)
    {
        shell.Say($"eventpics: {explanation.Message}");
        if (shell.Verbose && explanation.Detail is { } detail)
        {
            shell.Say(shell.Texts.Detail(detail));
        }

        Write(paths, [.. paths.Refused, .. paths.Missing, .. paths.Files.Select(file => (file.Path, explanation.Short))]);
        return shell.Stop.IsCancellationRequested ? ExitCodes.Interrupted : explanation.ExitCode;
    }

    /// <summary>In the time given it could not be found out where the files go.</summary>
    public int OfUnknownAlbum(PathList paths, string album, string? keyProblem)
    {
        var why = shell.Texts.TitleNeedsNetwork(album.Plain());
        shell.Say($"eventpics: {shell.Texts.NothingQueued} {keyProblem ?? why}");
        var code = Write(paths, [.. paths.Refused, .. paths.Missing], [.. paths.Files.Select(file => (file.Path, keyProblem ?? why))]);
        return shell.Stop.IsCancellationRequested ? ExitCodes.Interrupted : keyProblem is not null ? ExitCodes.ApiKey : code;
    }

    /// <summary>Without the service only an ID could be understood, and this is none.</summary>
    public int OfUnknownEvent(PathList paths, ToolException why)
    {
        shell.Say($"eventpics: {why.Message}");
        Write(paths, [.. paths.Refused, .. paths.Missing], [.. paths.Files.Select(file => (file.Path, why.Short))]);
        return shell.Stop.IsCancellationRequested ? ExitCodes.Interrupted : why.ExitCode;
    }

    private int Write(PathList paths, IReadOnlyList<(string File, string Why)> refused, IReadOnlyList<(string File, string Why)>? waiting = null)
    {
        var tally = new Tally(Failed: refused.Count, Waiting: waiting?.Count ?? 0, Skipped: paths.Skipped.Count);
        if (shell.Json)
        {
            refused.Select(file => New(file, Outcome.Failed)).ToList().ForEach(results.Write);
            paths.Skipped.Select(New).ToList().ForEach(results.Write);
            results.Finish((waiting ?? []).Select(file => New(file, Outcome.Waiting)), tally);
        }

        return tally.ExitCode;
    }

    private FileResult New((string File, SkipReason Reason) file) =>
        New((file.File, shell.Texts.WhySkipped(file.Reason, null)), Outcome.Skipped) with { Skip = file.Reason };

    private FileResult New((string File, string Why) file, Outcome outcome) =>
        new(file.File, linkId, null) { Outcome = outcome, Error = file.Why, Bytes = UploadJob.Length(file.File) };
}
