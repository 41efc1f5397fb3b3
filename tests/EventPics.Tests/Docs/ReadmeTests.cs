namespace EventPics.Tests.Docs;

/// <summary>The README's code compiles, and its beginning gets to the point.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Languages = ["csharp", "vb", "json", "xml", "sql", "http", ""];

    public static TheoryData<string> Files => ["README.md", "README.de.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_block_of_code_is_a_region_of_a_sample(string file)
    {
        var blocks = Blocks(Read(file)).Where(block => block.Language == "csharp").ToArray();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            var (usings, code) = CodeSample.Split(block.Lines);
            var sample = CodeSample.All.FirstOrDefault(sample => sample.Code == code);
            Assert.True(sample is not null, $"{file} line {block.Start}: no region under samples/ is\n{code}");
            Assert.All(
                usings, line => Assert.True(sample.Usings.Contains(line), $"{file} line {block.Start}: {sample.File} has no '{line}'"));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Blocks_have_one_spelling_per_language(string file) =>
        Assert.All(Blocks(Read(file)), block => Assert.Contains(block.Language, Languages));

    [Theory]
    [MemberData(nameof(Files))]
    public void It_describes_itself_in_one_sentence(string file)
    {
        var lines = Read(file);
        var title = Array.FindIndex(lines, line => line.StartsWith("# ", StringComparison.Ordinal));
        var sentence = lines[(title + 1)..].First(line => line.Length > 0 && !line.StartsWith("[!", StringComparison.Ordinal));

        // A link to the other language may follow.
        var text = sentence.Contains(" [", StringComparison.Ordinal) && sentence.EndsWith(".md)", StringComparison.Ordinal)
            ? sentence[..sentence.LastIndexOf(" [", StringComparison.Ordinal)]
            : sentence;
        Assert.Equal(0, title);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_installs_by_line_8_and_shows_code_by_line_12(string file)
    {
        var lines = Read(file);

        Assert.InRange(Array.FindIndex(lines, line => line.StartsWith("dotnet add package EventPics", StringComparison.Ordinal)) + 1, 1, 8);
        Assert.InRange(Array.FindIndex(lines, line => line == "```csharp") + 2, 2, 12);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_first_program_has_eight_lines(string file)
    {
        var program = Blocks(Read(file)).First(block => block.Language == "csharp");

        Assert.InRange(program.Lines.Length, 1, 8);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_three_badges_at_most(string file) =>
        Assert.InRange(Read(file).Sum(line => line.Split("[![").Length - 1), 0, 3);

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_links_into_the_repository_lead_somewhere(string file)
    {
        var targets = Read(file)
            .SelectMany(line => line.Split("](").Skip(1))
            .Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'));

        Assert.All(targets, target => Assert.True(Path.Exists(Repository.PathOf(target.Split('#')[0])), $"{file} links to {target}"));
    }

    private static string[] Read(string file)
    {
        var path = Repository.PathOf(file);
        Assert.SkipUnless(File.Exists(path), $"There is no {file}.");
        return File.ReadAllLines(path);
    }

    private static IEnumerable<(string Language, int Start, string[] Lines)> Blocks(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, "```", at + 1);
                yield return (lines[at][3..], at + 1, lines[(at + 1)..end]);
                at = end;
            }
        }
    }
}
