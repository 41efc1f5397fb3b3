namespace EventPics.Queue.Internal.Jobs;

/// <summary>How far the upload to a URL has come. Each phase is persisted before the action that it describes.</summary>
internal enum UploadPhase
{
    /// <summary>There is no upload URL.</summary>
    NeedsUrl,

    /// <summary>There is an upload URL, and nothing was sent to it yet.</summary>
    HasUrl,

    /// <summary>Bytes may have reached the storage.</summary>
    BytesSent,

    /// <summary>The last byte was sent, so the whole photo may have reached the storage.</summary>
    BodySent,
}
