namespace EventPics.LiveCheck;

/// <summary>How the service's behavior compares with what the library assumes.</summary>
internal enum FindingKind
{
    AsAssumed,
    Differs,

    /// <summary>A person has to look at the album, since the API lists no photos.</summary>
    LookInAlbum,
    NoAnswer,
}
