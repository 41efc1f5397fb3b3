namespace EventPics.HotFolder.Internal.Hosting;

/// <summary>A hot folder among a host's services, under whose key it is a keyed service.</summary>
/// <param name="OptionsName">The name of its options.</param>
internal sealed record RegisteredHotFolder(string OptionsName);
