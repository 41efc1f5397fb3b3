using EventPics.Queue;

namespace EventPics.HotFolder;

/// <summary>A change in a hot folder.</summary>
public sealed class HotFolderEventArgs : EventArgs
{
    /// <summary>Initializes a change.</summary>
    /// <param name="change">What happened.</param>
    /// <param name="path">The full path of the file or folder.</param>
    public HotFolderEventArgs(HotFolderChange change, string path)
    {
        Change = change;
        Path = path;
    }

    /// <summary>What happened.</summary>
    public HotFolderChange Change { get; }

    /// <summary>The full path of the file or folder.</summary>
    public string Path { get; }

    /// <summary>Why the file was skipped.</summary>
    /// <value>Default: <see langword="null"/>; it was not skipped.</value>
    public SkipReason? SkipReason { get; set; }

    /// <summary>What the file waits for.</summary>
    /// <value>Default: <see langword="null"/>; it doesn't wait.</value>
    public WaitReason? WaitReason { get; set; }

    /// <summary>The file in the queue.</summary>
    /// <value>Default: <see langword="null"/>; it is not in the queue.</value>
    public QueuedUpload? Upload { get; set; }

    /// <summary>Details in plain English.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? Message { get; set; }
}
