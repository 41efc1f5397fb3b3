namespace EventPics.Tests.Docs;

/// <summary>The code in the README and on the page of recipes is compiled and run, and links lead somewhere.</summary>
public sealed class DocumentedCodeTests
{
    private static readonly string[] Languages = ["csharp", "vb", "json", "xml", "sql", "http", ""];

    public static TheoryData<string> Files =>
        ["README.md", "README.de.md", ".github/docs/recipes.md", ".github/docs/recipes.de.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_block_of_code_is_a_region_of_a_sample(string file)
    {
        var blocks = MarkdownPage.Read(file).Blocks.Where(block => block.Language == "csharp").ToArray();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            var (usings, code) = CodeSample.Split(block.Lines);
            var sample = CodeSample.All.FirstOrDefault(sample => sample.Code == code);
            Assert.True(sample is not null, $"{file} line {block.Start}: no region of a sample is\n{code}");
            Assert.All(
                usings, line => Assert.True(sample.Usings.Contains(line), $"{file} line {block.Start}: {sample.File} has no '{line}'"));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Blocks_have_one_spelling_per_language(string file) =>
        Assert.All(MarkdownPage.Read(file).Blocks, block => Assert.Contains(block.Language, Languages));

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_links_into_the_repository_lead_somewhere(string file)
    {
        var page = MarkdownPage.Read(file);
        var folder = Path.GetDirectoryName(Repository.PathOf(file))!;
        Assert.All(page.Links, link =>
        {
            var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? Repository.PathOf(file) : Path.GetFullPath(Path.Combine(folder, path));
            Assert.True(Path.Exists(target), $"{file} links to {link}");
            Assert.True(anchor is null || MarkdownPage.Read(target).Anchors.Contains(anchor), $"{file} links to {link}");
        });
    }
}
