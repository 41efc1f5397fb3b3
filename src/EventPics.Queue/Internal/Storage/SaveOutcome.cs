namespace EventPics.Queue.Internal;

/// <summary>What became of a change to a claimed job.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>The job was removed, re-routed or taken over since it was claimed.</summary>
    Gone,

    /// <summary>Another picture has this very link.</summary>
    LinkTaken,
}
