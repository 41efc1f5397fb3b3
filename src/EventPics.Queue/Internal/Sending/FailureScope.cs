namespace EventPics.Queue.Internal;

/// <summary>Whose fault a failure is: what is paused while it lasts.</summary>
internal enum FailureScope
{
    Photo,
    Event,
    Account,
    Network,
}
