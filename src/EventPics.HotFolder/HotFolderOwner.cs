namespace EventPics.HotFolder;

/// <summary>The watcher that has claimed a folder, as described by its claim file. See <see cref="HotFolderWatcher.FindOwner"/>.</summary>
public sealed class HotFolderOwner
{
    /// <summary>Gets or sets the name of the computer.</summary>
    /// <value>Empty when the claim file can't be read.</value>
    public string Computer { get; set; } = "";

    /// <summary>Gets or sets the name of the user whose process watches.</summary>
    /// <value>Empty when the claim file can't be read.</value>
    public string User { get; set; } = "";

    /// <summary>Gets or sets the process's ID on that computer.</summary>
    /// <value>0 when the claim file can't be read.</value>
    public int ProcessId { get; set; }

    /// <summary>Gets or sets the event that the photos go to.</summary>
    /// <value>Empty when the claim file can't be read.</value>
    public string LinkId { get; set; } = "";

    /// <summary>Gets or sets the full path of the queue's folder, on that computer.</summary>
    /// <value>Empty when the claim file can't be read.</value>
    public string DataFolder { get; set; } = "";

    /// <summary>
    /// Gets or sets the full path of the watched folder, as seen from this computer: the folder in question, one above it or one below it.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>Gets or sets whether the watch includes subfolders.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Recursive { get; set; } = true;

    /// <summary>Gets or sets whether the process runs on this computer.</summary>
    public bool IsOnThisComputer { get; set; }

    /// <summary>
    /// Gets or sets whether the watch is still running: its process runs on this computer, or the claim file was written less than 45 s
    /// ago. The claim of a process that crashed stays in the folder.
    /// </summary>
    public bool IsAlive { get; set; }
}
