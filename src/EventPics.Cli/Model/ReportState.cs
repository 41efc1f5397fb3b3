namespace EventPics.Cli.Model;

/// <summary>How a photo of an event or folder stands, the best first.</summary>
internal enum ReportState
{
    /// <summary>The storage confirmed its very bytes.</summary>
    Uploaded,

    /// <summary>It is in the queue.</summary>
    Waiting,

    /// <summary>It was exported, to be sent from another computer.</summary>
    Exported,

    /// <summary>It was refused.</summary>
    Failed,

    /// <summary>A person removed it.</summary>
    Removed,

    /// <summary>The queue never saw these bytes, or does not remember them.</summary>
    Missing,

    /// <summary>It can't be read.</summary>
    Unreadable,

    /// <summary>By its name or place it is none of the photos to send.</summary>
    Skipped,
}
