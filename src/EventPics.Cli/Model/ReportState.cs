namespace EventPics.Cli.Model;

/// <summary>The state of a photo in a report, the best first.</summary>
internal enum ReportState
{
    /// <summary>The storage confirmed exactly these bytes.</summary>
    Uploaded,

    /// <summary>It is in the queue.</summary>
    Waiting,

    /// <summary>It was exported so that another computer can send it.</summary>
    Exported,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>A person removed it.</summary>
    Removed,

    /// <summary>The queue has no record of these bytes.</summary>
    Missing,

    /// <summary>It can't be read.</summary>
    Unreadable,

    /// <summary>Its name or folder excludes it from sending.</summary>
    Skipped,
}
