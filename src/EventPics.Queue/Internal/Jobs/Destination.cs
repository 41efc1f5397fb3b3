namespace EventPics.Queue.Internal.Jobs;

/// <summary>One event's album: what is paused as a whole when the service refuses it.</summary>
internal readonly record struct Destination(string LinkId, string? AlbumId)
{
    /// <summary>Ids hold no spaces, so one space tells the two apart.</summary>
    public string Key => $"{LinkId} {AlbumId}";
}
