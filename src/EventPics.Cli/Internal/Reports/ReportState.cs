namespace EventPics.Cli.Internal;

/// <summary>How a picture of a folder stands.</summary>
internal enum ReportState
{
    /// <summary>Its very bytes were confirmed.</summary>
    Uploaded,

    /// <summary>It is in the queue.</summary>
    Waiting,

    /// <summary>It was refused.</summary>
    SetAside,

    /// <summary>The queue never saw these bytes, or does not remember them.</summary>
    Missing,

    /// <summary>It can't be read.</summary>
    Unreadable,
}
