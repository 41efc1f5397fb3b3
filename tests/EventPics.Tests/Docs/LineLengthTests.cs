using System.Text.RegularExpressions;

namespace EventPics.Tests.Docs;

/// <summary>Lines end at the column that .editorconfig sets. A message stays in one piece, so that a search finds it.</summary>
public sealed partial class LineLengthTests
{
    private const int LongestLine = 140;

    // How many longer lines a folder may still have. These numbers only ever go down.
    private static readonly Dictionary<string, int> LongLines = new()
    {
        ["src/EventPics"] = 40,
        ["src/EventPics.Cli"] = 40,
        ["src/EventPics.Emulator"] = 13,
        ["src/EventPics.HotFolder"] = 3,
        ["src/EventPics.Queue"] = 165,
        ["src/Shared"] = 1,
        ["tests/EventPics.Benchmarks"] = 7,
        ["tests/EventPics.Cli.Tests"] = 20,
        ["tests/EventPics.Emulator.Tests"] = 9,
        ["tests/EventPics.HotFolder.Tests"] = 14,
        ["tests/EventPics.Queue.Tests"] = 105,
        ["tests/EventPics.Tests"] = 30,
        ["tests/EventPics.WebBooth.Tests"] = 26,
        ["tests/Shared"] = 2,
    };

    [Fact]
    public void A_line_has_at_most_140_columns()
    {
        var problems =
            from file in Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories))
            let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > LongestLine && !LongString().IsMatch(line.Text)
            group $"{path}({line.Number})" by string.Join('/', path.Split('/').Take(2)) into lines
            where lines.Count() > LongLines.GetValueOrDefault(lines.Key)
            select $"{lines.Key}: {lines.Count()} instead of {LongLines.GetValueOrDefault(lines.Key)}\n{string.Join('\n', lines)}";

        var all = problems.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    [GeneratedRegex("\"[^\"]{60,}\"")]
    private static partial Regex LongString();
}
