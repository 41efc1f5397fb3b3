namespace EventPics.Cli.Sending;

/// <summary>What a run does when there is no usable API key.</summary>
internal enum MissingKeyBehavior
{
    /// <summary>It ends: there is nothing to queue.</summary>
    Fail,

    /// <summary>It queues, and sends nothing.</summary>
    QueueOnly,

    /// <summary>It queues, and sends as soon as there is a key; another key is noticed too.</summary>
    WaitForKey,
}
