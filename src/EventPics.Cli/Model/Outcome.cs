namespace EventPics.Cli.Model;

/// <summary>The state of a file of this command.</summary>
internal enum Outcome
{
    /// <summary>It is in the queue.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Uploaded,

    /// <summary>The same bytes were sent to the same destination before.</summary>
    Duplicate,

    /// <summary>It failed, or could not be queued.</summary>
    Failed,

    /// <summary>It was skipped by a rule.</summary>
    Skipped,
}
