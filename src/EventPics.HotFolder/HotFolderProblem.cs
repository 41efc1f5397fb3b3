namespace EventPics.HotFolder;

/// <summary>A problem with a hot folder, with everything a program needs to describe it in its own words.</summary>
public sealed class HotFolderProblem
{
    /// <summary>Initializes a problem.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="message">A description in plain English, with advice.</param>
    public HotFolderProblem(HotFolderProblemKind kind, string folder, string message)
    {
        Kind = kind;
        Folder = folder;
        Message = message;
    }

    /// <summary>Gets what is wrong.</summary>
    public HotFolderProblemKind Kind { get; }

    /// <summary>Gets the full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Gets the problem in plain English, with advice.</summary>
    public string Message { get; }

    /// <summary>Gets or sets the system's description of the cause, in the system's language.</summary>
    /// <value>Default: <see langword="null"/>; there is none.</value>
    public string? Cause { get; set; }

    /// <summary>Gets or sets the other watch.</summary>
    /// <value>
    /// <see langword="null"/> unless the kind is <see cref="HotFolderProblemKind.WatchedElsewhere"/>,
    /// <see cref="HotFolderProblemKind.WatchedForOtherEvent"/> or <see cref="HotFolderProblemKind.TakenOver"/>.
    /// </value>
    public HotFolderOwner? Owner { get; set; }

    /// <summary>Gets or sets how often the folder is scanned.</summary>
    /// <value><see langword="null"/> unless the kind is <see cref="HotFolderProblemKind.NoNotifications"/>.</value>
    public TimeSpan? Interval { get; set; }

    /// <summary>Returns the message.</summary>
    /// <returns><see cref="Message"/>.</returns>
    public override string ToString() => Message;
}
