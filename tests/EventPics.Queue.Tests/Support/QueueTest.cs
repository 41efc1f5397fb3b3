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

    /// <summary>Deletes the database of a closed queue, so that the next one rebuilds it.</summary>
    protected void DeleteDatabase()
    {
        foreach (var file in Directory.EnumerateFiles(QueueFolder, "queue.db*").ToList())
        {
            File.Delete(file);
        }
    }
}
