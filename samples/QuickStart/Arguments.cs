using System.Diagnostics.CodeAnalysis;

namespace QuickStart;

/// <summary>The command line: PATH... --event LINKID --album ID --keep-open.</summary>
internal sealed record Arguments(IReadOnlyList<string> Paths, string? Event, string? Album, bool KeepOpen)
{
    private const string Usage = "Usage: QuickStart [PATH...] [--event LINKID] [--album ID] [--keep-open]";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments, [NotNullWhen(false)] out string? problem)
    {
        var paths = new List<string>();
        string? linkId = null, album = null;
        var keepOpen = false;
        (arguments, problem) = (null, null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--keep-open":
                    keepOpen = true;
                    break;
                case "--event" when i + 1 < args.Length:
                    linkId = args[++i];
                    break;
                case "--album" when i + 1 < args.Length:
                    album = args[++i];
                    break;
                case ['-', ..] option:
                    problem = $"Unknown or incomplete option {option}. {Usage}";
                    return false;
                default:
                    paths.Add(args[i]);
                    break;
            }
        }

        if (paths.Find(path => !File.Exists(path)) is { } missing)
        {
            problem = $"There is no file {missing}. {Usage}";
            return false;
        }

        arguments = new Arguments(paths.Count > 0 ? paths : SamplePhotos(), linkId, album, keepOpen);
        return true;
    }

    private static string[] SamplePhotos()
    {
        var photos = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Photos"));
        Array.Sort(photos, StringComparer.Ordinal);
        return photos;
    }
}
