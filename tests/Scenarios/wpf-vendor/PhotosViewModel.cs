using System.Collections.ObjectModel;
using EventPics;
using EventPics.Queue;

/// <summary>The data context of a window that lists the photos of the evening.</summary>
public sealed class PhotosViewModel(EventPicsClient client, string queueFolder) : IAsyncDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private UploadQueue? _queue;
    private int _changesOnOtherThreads;

    public ObservableCollection<PhotoRow> Photos { get; } = [];

    public int ChangesOnOtherThreads => _changesOnOtherThreads;

    public async Task OpenAsync()
    {
        // Opened on the window's thread, the queue raises Changed there.
        _queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = queueFolder });
        _queue.Changed += OnChanged;
    }

    public async Task TakePhotoAsync(string linkId, string path)
    {
        var queued = await _queue!.EnqueueAsync(linkId, path);
        await _queue.WaitForAsync(queued.Id);
        await _queue.WaitUntilIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_queue is not null)
        {
            await _queue.DisposeAsync();
        }
    }

    private void OnChanged(object? sender, QueueChangedEventArgs e)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Interlocked.Increment(ref _changesOnOtherThreads); // an exception would only be logged
            return;
        }

        if (e.Upload is { } upload)
        {
            Row(upload.Id).Show(upload);
        }
    }

    private PhotoRow Row(string id)
    {
        var row = Photos.FirstOrDefault(photo => photo.Id == id);
        if (row is null)
        {
            Photos.Add(row = new PhotoRow(id));
        }

        return row;
    }
}
