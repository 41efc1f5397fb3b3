using System.Text.RegularExpressions;

namespace EventPics.Tests.Docs;

/// <summary>
/// Words that the common vocabulary replaced, in code, tests, samples and documents. Vocabulary.allowed.txt lists the places that need one
/// of them, each with its reason: <c>file | text | reason</c>, where the text is part of the line.
/// </summary>
public sealed partial class VocabularyTests
{
    private const string ListName = "Vocabulary.allowed.txt";

    private static readonly string[] Folders = ["src", "tests", "samples", ".github", ".ci"];
    private static readonly string[] Extensions =
        [".cs", ".csproj", ".props", ".targets", ".md", ".txt", ".html", ".js", ".css", ".sh", ".yml", ".json", ".patch", ""];
    private static readonly string[] OwnFiles = ["tests/EventPics.Tests/Docs/VocabularyTests.cs", "tests/EventPics.Tests/Docs/" + ListName];

    [Fact]
    public void Replaced_words_are_used_only_where_the_list_of_exceptions_gives_a_reason()
    {
        var allowed = ReadList();
        var unused = allowed.ToHashSet();
        var problems = new List<string>();
        foreach (var (file, number, line) in Lines())
        {
            var word = Replaced().Match(line);
            word = !word.Success && file.StartsWith("src/", StringComparison.Ordinal) ? ReplacedInSource().Match(line) : word;
            if (!word.Success)
            {
                continue;
            }

            var reasons = allowed.Where(entry => entry.File == file && line.Contains(entry.Text, StringComparison.Ordinal)).ToArray();
            unused.ExceptWith(reasons);
            if (reasons.Length == 0)
            {
                problems.Add($"{file}({number}): {word.Value}");
            }
        }

        problems.AddRange(unused.Select(entry => $"{ListName}: no line of {entry.File} contains '{entry.Text}' any more"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("the help desk")]
    [InlineData("Board state")]
    [InlineData("StorageTrouble")]
    [InlineData("a gate opens")]
    public void A_replaced_word_is_found(string line) => Assert.Matches(Replaced(), line);

    [Theory]
    [InlineData("Pictures are sent at once")]
    [InlineData("mends it")]
    [InlineData("nobody's mistake")]
    [InlineData("The photo is refused.")]
    [InlineData("RecordRefusal()")]
    public void A_word_that_is_replaced_in_source_only_is_found(string line)
    {
        Assert.Matches(ReplacedInSource(), line);
        Assert.DoesNotMatch(Replaced(), line);
    }

    [Theory]
    [InlineData("a keyboard")]
    [InlineData("Delegate aggregated")]
    [InlineData("a planet")]
    public void A_word_that_contains_one_is_not(string line) => Assert.DoesNotMatch(Replaced(), line);

    private static (string File, string Text)[] ReadList()
    {
        var entries = File.ReadLines(Repository.PathOf("tests", "EventPics.Tests", "Docs", ListName))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .ToArray();
        Assert.All(
            entries, entry => Assert.True(entry.Length == 3 && entry[2].Length > 0, $"Without a reason: {string.Join(" | ", entry)}"));
        return [.. entries.Select(entry => (entry[0], entry[1]))];
    }

    private static IEnumerable<(string File, int Number, string Line)> Lines() =>
        from path in Directory.EnumerateFiles(Repository.Root).Concat(Folders.SelectMany(folder =>
            Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)))
        where Extensions.Contains(Path.GetExtension(path))
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !OwnFiles.Contains(file) && !file.Split('/').Any(folder => folder is "bin" or "obj" or "TestResults")
        from line in File.ReadLines(path).Select((text, index) => (Text: text, Number: index + 1))
        select (file, line.Number, line.Text);

    [GeneratedRegex(@"desk|\bboard\b|mender|wishes|verdict|trouble|\blane\b|\bgate\b|stumbl|patience|anew", RegexOptions.IgnoreCase)]
    private static partial Regex Replaced();

    // Tests and documents may tell what people say and do. A photo, a key, a URL or a request is rejected, as in EventPicsError.
    [GeneratedRegex(
        @"\b(pictures?|mend\w*|mistakes?|breakage|whoever|nobody|everybody|somebody|at once)\b|refus(e|al|ing)", RegexOptions.IgnoreCase)]
    private static partial Regex ReplacedInSource();
}
