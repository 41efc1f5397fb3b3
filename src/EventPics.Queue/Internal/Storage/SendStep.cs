namespace EventPics.Queue.Internal;

/// <summary>How far a picture has come with its link. Each step is on disk before what it announces happens.</summary>
internal enum SendStep
{
    /// <summary>There is no link.</summary>
    NeedLink,

    /// <summary>There is a link, and nothing was ever sent to it.</summary>
    HaveLink,

    /// <summary>Bytes may have reached the storage.</summary>
    Started,

    /// <summary>The last byte was handed over, so the whole picture may have reached the storage.</summary>
    Sent,
}
