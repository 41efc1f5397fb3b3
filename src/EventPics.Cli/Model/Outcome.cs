namespace EventPics.Cli.Model;

/// <summary>How a file of this run stands.</summary>
internal enum Outcome
{
    /// <summary>It is in the queue.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Uploaded,

    /// <summary>The same bytes had been sent to the same place before.</summary>
    Duplicate,

    /// <summary>It was refused, or never got into the queue.</summary>
    Failed,

    /// <summary>It was left out by a rule.</summary>
    Skipped,
}
