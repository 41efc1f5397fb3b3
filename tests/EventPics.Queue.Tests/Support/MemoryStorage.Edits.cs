using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Support;

/// <content>Changes that users make.</content>
internal partial class MemoryStorage
{
    public Task<int> RequeueAsync(IReadOnlyCollection<string> ids)
    {
        var revived = Rows.Where(row => row.State == QueuedUploadState.Failed && ids.Contains(row.Id)).ToList();
        revived.ForEach(row => Put(row with { State = QueuedUploadState.Waiting, NotBefore = null, Failures = 0, NewUrlRejections = 0 }));
        return Task.FromResult(revived.Count);
    }

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids)
    {
        _retries++;
        foreach (var row in Rows.Where(row => row is { State: QueuedUploadState.Waiting, NotBefore: not null }).ToList())
        {
            Put(row with { NotBefore = null });
        }

        var retried = Rows.Where(row => row.State == QueuedUploadState.Failed && (ids is null || ids.Contains(row.Id))).ToList();
        retried.ForEach(row => Put(row with { State = QueuedUploadState.Waiting, NotBefore = null, Failures = 0, NewUrlRejections = 0 }));
        return Task.FromResult(retried.Count);
    }

    public Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at) =>
        Task.FromResult(Rows.FirstOrDefault(row => row.Id == id && row.State != QueuedUploadState.Removed) is not { } row ? null : Put(row with
        {
            State = QueuedUploadState.Removed,
            Phase = UploadPhase.NeedsUrl,
            Fence = row.Fence + 1,
            NotBefore = null,
            UploadUrl = null,
            ObjectKey = row.UploadedAt is null ? null : row.ObjectKey,
            PossibleDuplicate = row.PossibleDuplicate || row.Phase >= UploadPhase.BytesSent || (row.State != QueuedUploadState.Exported && row.ExportedTo is not null),
            ExportedTo = row.State == QueuedUploadState.Exported ? row.ExportedTo : null,
            TakenAt = null,
            LastError = null,
            LastMessage = null,
            WithdrawnAt = at,
        }));

    public Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at) => Task.FromResult(
        Rows.FirstOrDefault(row => row.Id == id && row.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed)) is { } row
            ? Put(row with { State = QueuedUploadState.Exported, Fence = row.Fence + 1, NotBefore = null, ExportedTo = folder, WithdrawnAt = at, PossibleDuplicate = row.PossibleDuplicate || row.Phase >= UploadPhase.BytesSent })
            : null);

    public Task<QueueJob?> TakeBackAsync(string id, bool wasImported)
    {
        var row = Rows.FirstOrDefault(row => row.Id == id && row.State is QueuedUploadState.Exported or QueuedUploadState.Removed);
        if (row is { State: QueuedUploadState.Exported })
        {
            row = Put(row with
            {
                State = QueuedUploadState.Waiting,
                Fence = row.Fence + 1,
                NotBefore = null,
                Failures = 0,
                NewUrlRejections = 0,
                ExportedTo = null,
                WithdrawnAt = null,
                PossibleDuplicate = row.PossibleDuplicate || wasImported,
            });
        }
        else if (row is { UploadedAt: not null })
        {
            row = Put(row with { State = QueuedUploadState.Uploaded, Fence = row.Fence + 1, WithdrawnAt = null });
        }
        else if (row is { ExportedTo: not null })
        {
            row = Put(row with { State = QueuedUploadState.Exported, Fence = row.Fence + 1 });
        }
        else if (row is not null)
        {
            _rows.Remove(row.Sequence);
            if (row.PossibleDuplicate)
            {
                _reached.Add((row.Sha256, row.Destination, null, UploadPhase.BytesSent));
            }
        }

        return Task.FromResult(row);
    }

    public Task MarkPossibleDuplicateAsync(string id)
    {
        if (Rows.FirstOrDefault(row => row.Id == id) is { } row)
        {
            Put(row with { PossibleDuplicate = true });
        }

        return Task.CompletedTask;
    }

    public Task RecordExportAsync(string id, string? folder)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed)) is { } row)
        {
            Put(row with { ExportedTo = folder, PossibleDuplicate = row.PossibleDuplicate || (folder is not null && row.State == QueuedUploadState.Uploaded) });
        }

        return Task.CompletedTask;
    }

    public Task RecordExportDeletedAsync(string id)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.State == QueuedUploadState.Removed) is { } row)
        {
            Put(row with { ExportedTo = null });
        }

        return Task.CompletedTask;
    }

    public Task<QueueJob?> RerouteAsync(string id, Destination destination, string account)
    {
        var row = Rows.FirstOrDefault(row => row.Id == id);
        return Task.FromResult(row is null or { State: QueuedUploadState.Uploaded or QueuedUploadState.Exported or QueuedUploadState.Removed } || FindSameOrRemoved(destination, row.Sha256) is not null ? null : Put(row with
        {
            LinkId = destination.LinkId,
            AlbumId = destination.AlbumId,
            Account = account,
            State = QueuedUploadState.Waiting,
            Phase = UploadPhase.NeedsUrl,
            Fence = row.Fence + 1,
            NotBefore = null,
            UploadUrl = null,
            Failures = 0,
            NewUrlRejections = 0,
            PossibleDuplicate = row.PossibleDuplicate || row.Phase >= UploadPhase.BytesSent || _reached.Exists(at => at.Sha256 == row.Sha256 && at.Destination == destination),
        }));
    }

    public Task<int> TakeOverAsync(string account, IReadOnlyCollection<string> linkIds)
    {
        var foreign = Foreign(account).Where(row => linkIds.Contains(row.LinkId)).ToList();
        foreign.ForEach(row => TakeOver(row, account));
        return Task.FromResult(foreign.Count);
    }

    public Task TakeOverAsync(string account, string id)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending or QueuedUploadState.Failed) is { } row
            && !(row.State == QueuedUploadState.Sending && IsOtherService(row.Account, account)))
        {
            TakeOver(row, account);
        }

        return Task.CompletedTask;
    }

    private void TakeOver(QueueJob row, string account)
    {
        var isDropped = row.UploadUrl is not null && IsOtherService(row.Account, account);
        var kept = isDropped ? row.WithoutUploadUrl(row.Phase >= UploadPhase.BytesSent) : row;
        Put(kept with { Account = account });
    }

    private static bool IsOtherService(string one, string other) =>
        Account.ServiceOf(one) is { } service && Account.ServiceOf(other) is { } otherService && service != otherService;

    public Task<QueueJob?> ContinueAsync(string id, UploadUrl url, UploadPhase phase)
    {
        if (Rows.FirstOrDefault(row => row.Id == id) is not { } row)
        {
            return Task.FromResult<QueueJob?>(null);
        }

        if (IsInUse(row, url))
        {
            return Task.FromException<QueueJob?>(new UploadUrlInUseException());
        }

        var isHere = ObjectKeyOf(row) == ObjectKey.Of(url);
        var isFree = row.State is QueuedUploadState.Waiting or QueuedUploadState.Failed && (isHere || ObjectKeyOf(row) is null);
        return Task.FromResult<QueueJob?>(
            isFree ? Put(row with { UploadUrl = url, Phase = phase > row.Phase ? phase : row.Phase, NotBefore = null })
            : isHere || phase < UploadPhase.BytesSent ? row
            : Put(row with { PossibleDuplicate = true }));
    }

    public Task<IReadOnlyList<QueueJob>> AdoptAsync(string account)
    {
        var foreign = Rows.Where(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Failed && row.Account != account).ToList();
        return Task.FromResult<IReadOnlyList<QueueJob>>([.. foreign.Select(row => Put(row with
        {
            Account = account,
            Phase = UploadPhase.NeedsUrl,
            Fence = row.Fence + 1,
            NotBefore = null,
            UploadUrl = null,
            ObjectKey = null,
            Failures = 0,
            NewUrlRejections = 0,
            PossibleDuplicate = row.PossibleDuplicate || row.Phase >= UploadPhase.BytesSent,
        }))]);
    }

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep)
    {
        var newest = Rows.Select(row => row.Sequence).DefaultIfEmpty().Max() - keep;
        var old = Rows.Where(row => row.State == QueuedUploadState.Uploaded && row.UploadedAt < before && row.Sequence <= newest).ToList();
        old.ForEach(row => _rows.Remove(row.Sequence));
        _reached.RemoveAll(at => old.Exists(row => at.Sha256 == row.Sha256 && at.Destination == row.Destination));
        return Task.FromResult(old.Count);
    }
}
