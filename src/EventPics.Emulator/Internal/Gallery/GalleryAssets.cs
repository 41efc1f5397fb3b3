using System.Collections.Concurrent;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>The gallery's files, embedded in the assembly.</summary>
internal static class GalleryAssets
{
    private static readonly ConcurrentDictionary<string, byte[]> Cache = new();

    public static byte[] Read(string name) => Cache.GetOrAdd(name, static name =>
    {
        using var stream = typeof(GalleryAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });
}
