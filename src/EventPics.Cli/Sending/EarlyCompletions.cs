using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>The last pictures that were up before their place in the queue was told here, as happens on a fast line.</summary>
internal sealed class EarlyCompletions
{
    private const int Capacity = 256;

    private readonly Queue<QueuedUpload> _uploads = new();

    // A refusal may be lifted, so only what is up is final enough to be remembered.
    public void Add(QueuedUpload upload)
    {
        if (upload.State == QueuedUploadState.Uploaded)
        {
            _uploads.Enqueue(upload);
            if (_uploads.Count > Capacity)
            {
                _uploads.Dequeue();
            }
        }
    }

    public QueuedUpload? Find(string id) => _uploads.FirstOrDefault(upload => upload.Id == id);
}
