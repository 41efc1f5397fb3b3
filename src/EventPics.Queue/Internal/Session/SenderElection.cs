using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>Makes this process the sender while no other process is, and owns the worker of the sender.</summary>
internal sealed class SenderElection(
    LocalBackend backend, QueueMaintenance maintenance, QueueChanges changes, Diagnostics diagnostics, PauseState pauseState, UploadQueueOptions options, ILogger logger) : IDisposable
{
    private volatile EventPicsClient? _client;
    private volatile string _accountSalt = "";
    private IDisposable? _role;

    /// <summary>Null while this process is not the sender.</summary>
    public UploadWorker? Worker { get; private set; }

    public ThroughputMeter? Throughput { get; private set; }

    /// <summary>Lets this process become the sender, with this client, from the next attempt on.</summary>
    public void UseClient(EventPicsClient client) => _client = client;

    /// <summary>Gets the account of this process's API key; null if it has no client.</summary>
    public string? OwnAccount => _client is { } client ? Account.Of(client, _accountSalt) : null;

    /// <summary>Reads what the accounts are made with. Precedes everything else.</summary>
    public async Task LoadAsync() => _accountSalt = await backend.Storage.GetAccountSaltAsync().ConfigureAwait(false);

    /// <summary>Gets the account that photos are sent with: that of the sender, in whichever process; null if no process has sent yet.</summary>
    public async Task<string?> GetAccountAsync() =>
        Worker is null && (await backend.Storage.LoadSenderStatusAsync().ConfigureAwait(false))?.Account is { } stored && (_client is null || backend.IsSenderRoleTaken())
            ? stored
            : OwnAccount;

    /// <summary>Gets the account that a person may give photos to: like <see cref="GetAccountAsync"/>, but not that of a sender that has ended. Its key may change.</summary>
    public async Task<string?> GetAdoptingAccountAsync() => _client is null && !backend.IsSenderRoleTaken() ? null : await GetAccountAsync().ConfigureAwait(false);

    /// <summary>Becomes the sender if there is a client and no other sender.</summary>
    public async Task TryBecomeSenderAsync()
    {
        if (_client is not { } client || Worker is not null || backend.TryAcquireSenderRole() is not { } role)
        {
            return;
        }

        try
        {
            await BecomeSenderAsync(client).ConfigureAwait(false);
            _role = role;
        }
        catch
        {
            // Otherwise no process, this one included, could become the sender for as long as this one runs.
            role.Dispose();
            throw;
        }
    }

    /// <summary>Gets what the sender, in whichever process, reports.</summary>
    public async Task<SenderStatus> GetStatusAsync()
    {
        var stored = Worker is null ? await backend.Storage.LoadSenderStatusAsync().ConfigureAwait(false) : null;
        return backend.DetectDeletedFolder()
            ?? Worker?.GetStatus()
            ?? (Worker is null && backend.IsSenderRoleTaken() ? stored : null)
            ?? new SenderStatus(QueueHealth.NotSending, null, null, stored?.LastContact);
    }

    /// <summary>Stops sending. The role is kept until <see cref="Dispose"/>, which must follow when the storage is closed.</summary>
    public async Task StopAsync()
    {
        if (Worker is { } worker)
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            await backend.Storage.SaveSenderStatusAsync(new SenderStatus(QueueHealth.NotSending, null, null, worker.GetStatus().LastContact, OwnAccount)).ConfigureAwait(false);
            await backend.Storage.CheckpointAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _role?.Dispose();

    private async Task BecomeSenderAsync(EventPicsClient client)
    {
        var adopted = await maintenance.PrepareSenderAsync().ConfigureAwait(false);
        var highest = await backend.Storage.RecoverAsync().ConfigureAwait(false);
        var scheduler = new SendScheduler(options.TimeProvider, options.MaxConcurrency, Random.Shared.NextDouble);

        // The scheduler decides about retries: a call that waits between retries of its own would occupy a slot and hide an outage.
        var services = new SenderServices(
            client.WithMaxRetries(0), backend.Storage, new SpoolVerifier(backend.Spool, logger), backend.Journal, scheduler, options.TimeProvider, logger, diagnostics)
        {
            VerifyUpTo = highest,
            JobChanged = changes.Report,
            JobsChanged = changes.ReportAll,
            PauseState = pauseState,
            AccountSalt = _accountSalt,
        };
        var worker = new UploadWorker(services);
        worker.StatusChanged += _ => changes.ReportStatus();
        Throughput = services.Throughput;
        Worker = worker;
        Log.BecameSender(logger, adopted);
        worker.Wake();
    }
}
