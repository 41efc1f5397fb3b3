namespace EventPics.Cli.Model;

/// <summary>The event and album that photos are sent to.</summary>
internal sealed record Destination(string LinkId, string? AlbumId, string? EventTitle = null, string? AlbumTitle = null)
{
    /// <summary>Whether no event list confirmed it: a value that may be an ID is used as one.</summary>
    public bool IsAssumed { get; init; }
}
