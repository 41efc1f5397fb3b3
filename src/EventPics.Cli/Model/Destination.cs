namespace EventPics.Cli.Model;

/// <summary>Where a run's photos go.</summary>
internal sealed record Destination(string LinkId, string? AlbumId, string? EventTitle = null, string? AlbumTitle = null)
{
    /// <summary>Whether no list confirmed it: a value that may be an ID was taken as one.</summary>
    public bool IsAssumed { get; init; }
}
