using System.Collections.Frozen;

namespace EventPics.Dashboard.Internal.Pages;

/// <summary>A file of the pages, embedded in the assembly.</summary>
internal sealed record Asset(byte[] Bytes, string ContentType)
{
    private const string ScriptType = "text/javascript; charset=utf-8";

    private static readonly FrozenDictionary<string, Asset> All = typeof(Asset).Assembly.GetManifestResourceNames()
        .ToFrozenDictionary(name => name, Load, StringComparer.Ordinal);

    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static Asset Load(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(bytes, Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => ScriptType,
            ".svg" => "image/svg+xml",
            _ => "text/html; charset=utf-8",
        });
    }
}
