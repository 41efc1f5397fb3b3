namespace EventPics.Tests.Docs;

/// <summary>The README's beginning gets to the point.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Files => ["README.md", "README.de.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_describes_itself_in_one_sentence(string file)
    {
        var lines = Read(file).Lines;
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
        var lines = Read(file).Lines;

        Assert.InRange(Array.FindIndex(lines, line => line.StartsWith("dotnet add package EventPics", StringComparison.Ordinal)) + 1, 1, 8);
        Assert.InRange(Array.FindIndex(lines, line => line == "```csharp") + 2, 2, 12);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_first_program_has_eight_lines(string file)
    {
        var program = Read(file).Blocks.First(block => block.Language == "csharp");

        Assert.InRange(program.Lines.Length, 1, 8);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_three_badges_at_most(string file) =>
        Assert.InRange(Read(file).Lines.Sum(line => line.Split("[![").Length - 1), 0, 3);

    private static MarkdownPage Read(string file)
    {
        Assert.SkipUnless(File.Exists(Repository.PathOf(file)), $"There is no {file}.");
        return MarkdownPage.Read(file);
    }
}
