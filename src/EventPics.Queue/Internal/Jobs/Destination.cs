namespace EventPics.Queue.Internal.Jobs;

/// <summary>An album of an event. When the service rejects it, all its photos wait.</summary>
internal readonly record struct Destination(string LinkId, string? AlbumId)
{
    /// <summary>Unique, because IDs contain no spaces.</summary>
    public string Key => $"{LinkId} {AlbumId}";
}
