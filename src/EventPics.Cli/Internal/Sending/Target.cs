namespace EventPics.Cli.Internal;

/// <summary>Where a run's pictures go.</summary>
internal sealed record Target(string LinkId, string? AlbumId, string? EventTitle = null, string? AlbumTitle = null);
