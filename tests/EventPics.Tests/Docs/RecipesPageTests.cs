using System.Text.RegularExpressions;

namespace EventPics.Tests.Docs;

/// <summary>The pages of recipes show every recipe, in both languages.</summary>
public sealed partial class RecipesPageTests
{
    private static readonly MarkdownPage English = MarkdownPage.Read(".github/docs/recipes.md");
    private static readonly MarkdownPage German = MarkdownPage.Read(".github/docs/recipes.de.md");

    [Fact]
    public void Both_languages_show_the_same_code_in_the_same_order() =>
        Assert.Equal(English.Blocks.Select(Text), German.Blocks.Select(Text));

    [Fact]
    public void Every_region_of_a_sample_is_shown()
    {
        var shown = English.Blocks.Concat(MarkdownPage.Read("README.md").Blocks).Select(block => CodeSample.Split(block.Lines).Code).ToHashSet();

        Assert.NotEmpty(CodeSample.All);
        Assert.All(CodeSample.All, sample => Assert.True(shown.Contains(sample.Code), $"{sample.File}: {sample.Region} is not shown"));
    }

    [Fact]
    public void The_command_of_every_recipe_is_shown()
    {
        var recipes = Recipe().Matches(File.ReadAllText(Repository.PathOf("samples", "Recipes", "Program.cs")));

        Assert.NotEmpty(recipes);
        Assert.Equal(
            recipes.Select(match => match.Groups[1].Value).Order(),
            Command().Matches(Text(English.Lines)).Select(match => match.Groups[1].Value).Order());
    }

    private static string Text(MarkdownBlock block) => Text(block.Lines);

    private static string Text(string[] lines) => string.Join('\n', lines);

    [GeneratedRegex("""\["([a-z-]+)"\] = """)]
    private static partial Regex Recipe();

    [GeneratedRegex(@"^dotnet run --project samples/Recipes -- ([a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
