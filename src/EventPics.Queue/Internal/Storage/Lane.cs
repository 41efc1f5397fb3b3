namespace EventPics.Queue.Internal;

/// <summary>One event's album: what is paused as a whole when the service refuses it.</summary>
internal readonly record struct Lane(string LinkId, string? AlbumId)
{
    /// <summary>Ids hold no spaces, so one space tells the two apart.</summary>
    public string Key => $"{LinkId} {AlbumId}";
}
