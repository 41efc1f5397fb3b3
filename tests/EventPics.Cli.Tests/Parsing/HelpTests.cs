using System.CommandLine;
using System.Globalization;
using EventPics.Cli.Context;
using EventPics.Cli.Parsing;
using EventPics.Cli.Tests.Localization;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Parsing;

public class HelpTests
{
    [Theory]
    [MemberData(nameof(TextsTests.Codes), MemberType = typeof(TextsTests))]
    public async Task The_help_is_as_approved(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        using var interruption = new ShutdownSignal(TimeProvider.System);
        var texts = Languages.Get(language);
        using var output = new StringWriter { NewLine = "\n" };

        await PrintAsync(CommandTree.Create(texts, new GlobalOptions(texts), interruption), [], output);

        // To approve a change, copy the file that this writes over the one in the project.
        var text = output.ToString().ReplaceLineEndings("\n");
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, $"Help.{language}.received.txt"), text, TestContext.Current.CancellationToken);
        var approved = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, $"Help.{language}.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(approved.ReplaceLineEndings("\n"), text);
    }

    private static async Task PrintAsync(Command root, IReadOnlyList<string> path, TextWriter output)
    {
        var parsed = root.Parse([.. path, "--help"]);
        Assert.Equal(0, await parsed.InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken));
        foreach (var command in parsed.CommandResult.Command.Subcommands)
        {
            await PrintAsync(root, [.. path, command.Name], output);
        }
    }
}
