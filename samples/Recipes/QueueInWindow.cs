using System.Collections.ObjectModel;
using System.ComponentModel;
using EventPics;
using EventPics.Queue;
using Recipes.Support;

namespace Recipes;

/// <summary>A window that shows the queue: a view model for the bindings of WPF, Avalonia or Windows Forms.</summary>
internal static class QueueInWindow
{
    public static Task RunAsync(RecipeContext context) =>
        UiThread.RunAsync(() => OpenAsync(context, Environment.CurrentManagedThreadId));

    private static async Task OpenAsync(RecipeContext context, int uiThread)
    {
        using var client = new EventPicsClient(context.Options);
        var options = new UploadQueueOptions { Folder = context.QueueFolder };

        #region window-open
        await using var queue = await UploadQueue.OpenAsync(client, options); // on the UI thread
        using var viewModel = new QueueViewModel(queue);
        await viewModel.RefreshAsync();
        #endregion

        var foreignThreads = 0;
        var uploaded = new TaskCompletionSource();
        viewModel.Photos.CollectionChanged += (_, _) => foreignThreads += Environment.CurrentManagedThreadId == uiThread ? 0 : 1;
        queue.Changed += (_, _) =>
        {
            if (viewModel.Photos.Count(row => row.State == QueuedUploadState.Uploaded) == context.Photos.Count)
            {
                uploaded.TrySetResult();
            }
        };
        foreach (var photo in context.Photos)
        {
            await queue.EnqueueAsync(context.LinkId, photo, context.AlbumId);
        }

        await uploaded.Task;
        foreach (var row in viewModel.Photos)
        {
            Console.WriteLine($"{row.FileName}: {row.State}, {row.Percent} %");
        }

        Console.WriteLine($"Changes outside of the UI thread: {foreignThreads}");
    }
}

#region window
public sealed class QueueViewModel : IDisposable
{
    private readonly UploadQueue _queue;
    private readonly Dictionary<string, QueueRow> _rows = [];
    private long _changes;
    private bool _readFailed;

    public QueueViewModel(UploadQueue queue)
    {
        _queue = queue;
        _queue.Changed += OnChanged;
    }

    public ObservableCollection<QueueRow> Photos { get; } = [];

    public async Task RefreshAsync()
    {
        long before;
        QueuePage newest;
        do
        {
            before = _changes;
            newest = await _queue.ListAsync();
        }
        while (before != _changes); // a row has changed meanwhile, and the list may show its earlier state

        foreach (var upload in newest.Uploads.Reverse())
        {
            Show(upload);
        }
    }

    public void Dispose() => _queue.Changed -= OnChanged; // otherwise the queue keeps a closed window in memory

    private async void OnChanged(object? sender, QueueChangedEventArgs e)
    {
        _changes++;
        if (e.Upload is { } upload)
        {
            Show(upload);
            if (!_readFailed)
            {
                return;
            }
        }

        _readFailed = false;
        try
        {
            await RefreshAsync(); // any photo may have changed
        }
        catch (UploadQueueException)
        {
            _readFailed = true; // the disk fails: the next change reads again
        }
        catch (ObjectDisposedException)
        {
            // The program is closing.
        }
    }

    private void Show(QueuedUpload upload)
    {
        if (!_rows.TryGetValue(upload.Id, out var row))
        {
            row = _rows[upload.Id] = new QueueRow(upload.FileName);
            Photos.Insert(0, row);
        }

        row.Show(upload);
    }
}

public sealed class QueueRow(string fileName) : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    public string FileName { get; } = fileName;

    public QueuedUploadState State { get; private set; }

    public int Percent { get; private set; }

    public string? Problem { get; private set; }

    public void Show(QueuedUpload upload)
    {
        State = upload.State;
        Percent = (int)(100 * upload.BytesSent / upload.Length);
        Problem = upload.State == QueuedUploadState.Uploaded ? null : upload.LastErrorMessage;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(null)); // null: all properties
    }
}
#endregion
