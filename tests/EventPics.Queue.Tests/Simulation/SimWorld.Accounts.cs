using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA1001 // Its disposable fields own nothing but memory.
#pragma warning disable CA5394 // Reproducible: the same seed gives the same evening.

/// <content>API keys that are replaced during every third evening, photos that were enqueued without one, and a person who adopts photos.</content>
internal sealed partial class SimWorld
{
    private const string Salt = "00";

    private readonly Random _keyDice;
    private readonly bool _hasKeys;
    private long _keyChangedAt = -NotificationDelay.Ticks;

    /// <summary>The present API key; empty on an evening without one.</summary>
    public string Key { get; private set; }

    public string CurrentAccount => Account.Of(_service, Salt);

    public static IReadOnlyList<EventPicsEvent> EventsOf(string key) => key switch
    {
        "A" => [new("Wedding", "wedding", []), new("Party", "party", [])],
        "B" => [new("Wedding", "wedding", []), new("Gala", "gala", [])],
        _ => [],
    };

    /// <summary>Gets the account of a photo that is enqueued now; now and then it is enqueued by a program without a key.</summary>
    private string AccountOfNext() => _hasKeys && _keyDice.Next(4) == 0 ? Account.None : CurrentAccount;

    /// <summary>Enqueues a photo. One that is enqueued again belongs to the key that it was enqueued with.</summary>
    public (QueueJob? Kept, bool Added) AddOrTakeOver(QueueJob job)
    {
        var (kept, added) = Disk.AddAsync(job).GetAwaiter().GetResult();
        if (!added && kept is not null && kept.Account != job.Account && job.Account != Account.None)
        {
            Trace($"{kept.Id} is of {job.Account} now");
            Disk.TakeOverAsync(job.Account, kept.Id);
        }

        return (kept, added);
    }

    /// <summary>Whether only a person can let the photo be sent.</summary>
    private bool IsForPerson(QueueJob row) =>
        row.State == QueuedUploadState.Waiting && row.Account != CurrentAccount && !EventsOf(Key).Any(item => item.LinkId == row.LinkId);

    private void ScheduleKeyChanges()
    {
        for (var n = _hasKeys ? 1 + _keyDice.Next(4) : 0; n > 0; n--)
        {
            Clock.After(TimeSpan.FromMilliseconds(_keyDice.Next(180_000)), _keyDice.Next(4) == 0 ? Adopt : ChangeKey);
        }
    }

    private void ChangeKey()
    {
        Key = Key == "A" ? "B" : "A";
        _keyChangedAt = Clock.Ticks;
        Trace($"key {Key}");
        _worker?.RetryNow(networkOnly: false);
    }

    private void Adopt()
    {
        foreach (var job in Disk.AdoptAsync(CurrentAccount).GetAwaiter().GetResult())
        {
            Trace($"adopted {job.Id}");
            AnyUrlExpired |= job.PossibleDuplicate; // It gets a new upload URL.
            Photos.First(photo => photo.File == job.FileName).ChangedAt = Clock.Ticks;
        }

        _changes.Set(job: null);
        _worker?.RetryNow(networkOnly: false);
    }

    /// <summary>A key may request upload URLs only for photos that were enqueued with it, that it took over, or that a person gave it.</summary>
    private void CheckAccount(UploadUrlRequest request)
    {
        var key = new Destination(request.LinkId, request.AlbumId).Key;
        var photo = Photos.First(photo => photo.File == request.FileName);
        if (Clock.Ticks - Math.Max(_keyChangedAt, photo.ChangedAt) >= NotificationDelay.Ticks && !IsDatabaseLocked
            && Rows.FirstOrDefault(row => row.FileName == request.FileName && row.Destination.Key == key) is { } row && row.Account != CurrentAccount)
        {
            throw new InvalidOperationException($"Key {Key} requests an upload URL for {row.FileName}, which is of '{row.Account}'.");
        }
    }

    /// <summary>A key may take over only photos for events that it lists.</summary>
    public static void CheckTakeover(string account, IReadOnlyCollection<string> linkIds)
    {
        var events = EventsOf(account.Substring(Salt.Length + 1));
        if (linkIds.Except(events.Select(item => item.LinkId)).FirstOrDefault() is { } foreign)
        {
            throw new InvalidOperationException($"{account} takes over photos for {foreign}, which it does not list.");
        }
    }

    /// <summary>After a night, only those photos wait that a person must decide about. Then the person does.</summary>
    private void FinishAdoptions()
    {
        if (Rows.FirstOrDefault(row => !row.IsFinished && !IsForPerson(row)) is not null || !Rows.Any(IsForPerson))
        {
            return;
        }

        Adopt();
        StepUntil(TimeSpan.FromHours(16), () => _worker is { IsIdle: true } && Rows.All(row => row.IsFinished));
    }
}
