namespace EventPics.Queue.Tests.Support;

/// <summary>A queue in a temporary folder, with a service in memory.</summary>
public abstract class QueueTest : IDisposable
{
    private protected TempFolder Folder { get; } = new();

    private protected FakeUploadService Service { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string QueueFolder => Folder.PathOf("queue");

    protected string Spool => Path.Combine(QueueFolder, "spool");

    /// <summary>A folder for exported photos.</summary>
    protected string Usb => Folder.PathOf("usb");

    protected UploadQueueOptions Options => new() { Folder = QueueFolder };

    public virtual void Dispose()
    {
        Service.Dispose();
        Folder.Dispose();
    }

    protected Task<UploadQueue> OpenWithoutSendingAsync() => UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);

    /// <summary>Opens the queue and waits until everything is sent.</summary>
    protected async Task<UploadQueue> SendAsync()
    {
        var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        return queue;
    }

    /// <summary>Enqueues photos and closes the queue.</summary>
    protected async Task<QueuedUpload[]> FillAsync(int count)
    {
        await using var queue = await OpenWithoutSendingAsync();
        var uploads = new QueuedUpload[count];
        for (var n = 0; n < count; n++)
        {
            uploads[n] = await queue.EnqueueAsync(TestPhoto.Request(n, takenAt: DateTimeOffset.UtcNow), Token);
        }

        return uploads;
    }

    /// <summary>Sends everything, closes the queue and returns its content.</summary>
    protected async Task<IReadOnlyList<QueuedUpload>> SendAllAsync()
    {
        await using var queue = await SendAsync();
        return await queue.ListAsync(null, 1000, Token);
    }

    /// <summary>Deletes the database of a closed queue, so that the next one rebuilds it.</summary>
    protected void DeleteDatabase()
    {
        foreach (var file in Directory.EnumerateFiles(QueueFolder, "queue.db*").ToList())
        {
            File.Delete(file);
        }
    }
}
