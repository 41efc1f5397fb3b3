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

        Write(paths.Missing);
        return ExitCodes.Usage;
    }

    /// <summary>Nothing but links was named, each of which has been told of.</summary>
    public int OfLinks()
    {
        Write([]);
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

        Write([.. paths.Refused, .. paths.Missing, .. paths.Files.Select(file => (file, explanation.Short))]);
        return shell.Stop.IsCancellationRequested ? ExitCodes.Interrupted : explanation.ExitCode;
    }

    /// <summary>Nobody could tell in time where the files go.</summary>
    public int OfUnknownAlbum(PathList paths, string album)
    {
        var why = shell.Texts.TitleNeedsNetwork(album.Plain());
        shell.Say($"eventpics: {shell.Texts.NothingQueued} {why}");
        var code = Write([.. paths.Refused, .. paths.Missing], [.. paths.Files.Select(file => (file, why))]);
        return shell.Stop.IsCancellationRequested ? ExitCodes.Interrupted : code;
    }

    private int Write(IReadOnlyList<(string File, string Why)> refused, IReadOnlyList<(string File, string Why)>? waiting = null)
    {
        var tally = new Tally(Failed: refused.Count, Waiting: waiting?.Count ?? 0);
        if (shell.Json)
        {
            refused.Select(file => New(file, Outcome.Failed)).ToList().ForEach(results.Write);
            results.Finish((waiting ?? []).Select(file => New(file, Outcome.Waiting)), tally);
        }

        return tally.ExitCode;
    }

    private FileResult New((string File, string Why) file, Outcome outcome) =>
        new(file.File, linkId, null) { Outcome = outcome, Error = file.Why, Bytes = UploadJob.Length(file.File) };
}
