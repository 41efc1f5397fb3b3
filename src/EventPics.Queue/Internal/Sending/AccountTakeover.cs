namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Takes over photos that were enqueued with another API key, or without one, for events that the current key lists: it may upload there anyway. All
/// others wait for a person. Called by the pump only, except for <see cref="OnListed"/> and <see cref="ListAgain"/>.
/// </summary>
internal sealed class AccountTakeover(SenderServices services)
{
    private static readonly TimeSpan ListInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MinListInterval = TimeSpan.FromSeconds(10);

    private volatile EventList? _list;
    private volatile bool _isForced;
    private EventList? _evaluated;
    private HashSet<string> _unlisted = [];
    private string? _requestedBy;
    private long _requestedAt;

    /// <summary>Lists the events again if photos of other accounts are waiting, because a person asks for it.</summary>
    public void ListAgain() => _isForced = true;

    /// <summary>Records that the events are being listed.</summary>
    public void OnRequested(string account) => (_requestedBy, _requestedAt, _isForced) = (account, services.Time.GetTimestamp(), false);

    /// <summary>Records the events of an account.</summary>
    public void OnListed(string account, IReadOnlyList<EventPicsEvent> events) =>
        _list = new EventList(account, [.. events.Select(static item => item.LinkId)]);

    /// <summary>Takes over what the last list allows. Returns how long until the events must be listed for the others; null if there are none.</summary>
    public async Task<TimeSpan?> RunAsync()
    {
        var account = services.Account;
        var list = _list is { } last && last.Account == account ? last : null;
        var linkIds = await services.Storage.ListForeignLinkIdsAsync(account).ConfigureAwait(false);
        if (linkIds.Count > 0 && await services.Storage.RenewAccountAsync(account).ConfigureAwait(false) > 0)
        {
            services.JobsChanged();
            linkIds = await services.Storage.ListForeignLinkIdsAsync(account).ConfigureAwait(false);
        }

        if (linkIds.Any(linkId => list?.LinkIds.Contains(linkId) == true))
        {
            Log.TookOver(services.Logger, await services.Storage.TakeOverAsync(account, list!.LinkIds).ConfigureAwait(false));
            services.JobsChanged();
        }

        HashSet<string> unlisted = [.. linkIds.Where(linkId => list?.LinkIds.Contains(linkId) != true)];
        if (list is not null && list != _evaluated)
        {
            Report(unlisted);
            (_evaluated, _unlisted) = (list, unlisted);
        }

        return unlisted.Count == 0 ? null : UntilNextList(account, isNews: list is null || !unlisted.IsSubsetOf(_unlisted));
    }

    private TimeSpan UntilNextList(string account, bool isNews)
    {
        if (_isForced || _requestedBy != account)
        {
            return TimeSpan.Zero;
        }

        var left = (isNews ? MinListInterval : ListInterval) - services.Time.GetElapsedTime(_requestedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Report(HashSet<string> unlisted)
    {
        if (!unlisted.IsSubsetOf(_unlisted))
        {
            Log.WaitingForAdoption(services.Logger, string.Join(", ", unlisted.Order(StringComparer.Ordinal)));
        }
    }

    private sealed record EventList(string Account, HashSet<string> LinkIds);
}
