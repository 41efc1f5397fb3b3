namespace EventPics.Queue.Internal.Jobs;

/// <summary>How far a picture has come with its link. Each step is on disk before what it announces happens.</summary>
internal enum UploadPhase
{
    /// <summary>There is no link.</summary>
    NeedsUrl,

    /// <summary>There is a link, and nothing was ever sent to it.</summary>
    HasUrl,

    /// <summary>Bytes may have reached the storage.</summary>
    BytesSent,

    /// <summary>The last byte was handed over, so the whole picture may have reached the storage.</summary>
    BodySent,
}
