namespace EventPics.Cli.Internal;

/// <summary>What a run does when there is no usable API key.</summary>
internal enum WithoutKey
{
    /// <summary>It ends: there is nothing to queue.</summary>
    Ends,

    /// <summary>It queues, and sends nothing.</summary>
    Queues,

    /// <summary>It queues, and sends as soon as there is a key; another key is noticed too.</summary>
    Waits,
}
