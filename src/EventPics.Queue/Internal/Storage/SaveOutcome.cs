namespace EventPics.Queue.Internal;

/// <summary>What became of a change to a claimed job.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>The job was removed, re-routed or taken over since it was claimed.</summary>
    Gone,

    /// <summary>Another photo has, or may have reached, the object that this upload URL leads to.</summary>
    LinkTaken,
}
