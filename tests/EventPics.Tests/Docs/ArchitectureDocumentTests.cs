using System.Text.RegularExpressions;

namespace EventPics.Tests.Docs;

/// <summary>ARCHITECTURE.md names files that exist, so that its walks and recipes can be followed.</summary>
public sealed partial class ArchitectureDocumentTests
{
    private const int LongestDocument = 150;

    private static readonly string Document = Repository.PathOf(".github", "ARCHITECTURE.md");

    [Fact]
    public void Every_file_that_it_names_exists_once()
    {
        var text = File.ReadAllText(Document);
        var names = FileName().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToArray();
        var files = Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(path => "/" + Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("/artifacts/", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(names);
        var problems =
            from name in names
            let found = files.Where(file => file.EndsWith("/" + name, StringComparison.Ordinal)).ToArray()
            where found.Length != 1 && !File.Exists(Repository.PathOf(name))
            select found.Length == 0 ? $"{name} doesn't exist" : $"{name} needs its folder: {string.Join(", ", found)}";
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("a client option")]
    [InlineData("an error")]
    [InlineData("a fault")]
    [InlineData("a command")]
    [InlineData("a language")]
    [InlineData("a queue filter")]
    [InlineData("a hot-folder option")]
    public void It_has_a_recipe_for(string addition) =>
        Assert.Contains($"### Add {addition}\n", File.ReadAllText(Document), StringComparison.Ordinal);

    [Fact]
    public void Its_map_shows_the_layers_of_each_project()
    {
        var rows = File.ReadLines(Document)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(row => row[0].StartsWith("`src/", StringComparison.Ordinal));
        var shown = rows.Select(row => (Project: Path.GetFileName(row[0].Trim('`')), Folders: row[2]));
        var expected = ArchitectureTests.Layers.Select(project => (Project: project.Key, Folders: string.Join(" > ", project.Value
            .Select(layer => string.Join(", ", layer.Split(' ').Select(folder => folder.Split('/')[0]).Distinct()))
            .Where(layer => layer.Length > 0))));

        Assert.Equal(
            expected.Where(project => project.Folders.Length > 0).Order(), shown.Where(project => project.Folders.Length > 0).Order());
    }

    [Fact]
    public void It_is_short() => Assert.InRange(File.ReadLines(Document).Count(), 1, LongestDocument);

    // In backticks, a path or a name with an extension that the repository's files have.
    [GeneratedRegex(@"`([\w./-]+\.(?:cs|csproj|txt|md|html|js|css|sh))`")]
    private static partial Regex FileName();
}
