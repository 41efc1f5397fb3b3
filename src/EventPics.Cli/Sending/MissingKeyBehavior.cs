namespace EventPics.Cli.Sending;

/// <summary>What a session does without a usable API key.</summary>
internal enum MissingKeyBehavior
{
    /// <summary>It fails.</summary>
    Fail,

    /// <summary>It queues files and sends nothing.</summary>
    QueueOnly,

    /// <summary>It queues files, and sends them as soon as there is a key. It also switches to a newer key.</summary>
    WaitForKey,
}
