namespace EventPics.Cli.Internal;

/// <summary>Where pictures go, how fast, and who is told.</summary>
internal sealed record SendingWishes(string LinkId, string? Album, BandwidthLimit? BandwidthLimit, string? OnUploaded);
