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

    private void Write(IReadOnlyList<(string File, string Why)> refused)
    {
        if (!shell.Json)
        {
            return;
        }

        foreach (var (file, why) in refused)
        {
            results.Write(new Delivery(file, linkId, null) { Outcome = Outcome.Failed, Error = why, Bytes = UploadJob.Length(file) });
        }

        results.Finish([], new Tally(Failed: refused.Count));
    }
}
