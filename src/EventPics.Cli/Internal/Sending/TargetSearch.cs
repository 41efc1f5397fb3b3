namespace EventPics.Cli.Internal;

/// <summary>Asks for event and album until they are known, since a run may start before the network does.</summary>
internal sealed class TargetSearch(Shell shell, SendingWishes sending, Notices notices)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private string? _told;

    /// <summary>Whether nobody asks again when the first answer fails to come.</summary>
    public bool AsksOnce { get; init; }

    /// <summary>Where the pictures go, once that is known.</summary>
    public Target? Target { get; private set; }

    /// <summary>The same as far as it is known.</summary>
    public Target Shown => Target ?? new Target(sending.LinkId, sending.Album);

    /// <summary>Asks once.</summary>
    /// <exception cref="ToolException">There is no such event or album.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (events, trouble) = await TargetFinder.ListAsync(shell, cancellationToken).ConfigureAwait(false);
            Target = events is not null
                ? TargetFinder.Find(events, sending.LinkId, sending.Album, shell.Texts)
                : TargetFinder.FromCache(shell, sending.LinkId, sending.Album, trouble);
            Tell(trouble);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Target = TargetFinder.FromCache(shell, sending.LinkId, sending.Album, trouble: null);
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    public async Task<Target> FindAsync(CancellationToken cancellationToken)
    {
        while (Target is null)
        {
            await Task.Delay(Pause, shell.Time, cancellationToken).ConfigureAwait(false);
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        return Target;
    }

    private void Tell(string? trouble)
    {
        var news = trouble is null ? null : Target is null ? shell.Texts.AlbumNotKnownYet(trouble) : shell.Texts.EventNotChecked(trouble);
        if (news == _told || (AsksOnce && Target is null))
        {
            return;
        }

        notices.Remove(_told);
        _told = news;
        if (news is not null)
        {
            notices.Add(news);
        }
    }
}
