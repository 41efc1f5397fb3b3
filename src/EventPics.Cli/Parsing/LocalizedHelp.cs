using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Parsing;

/// <summary>The parser's help, with the few words translated that it has in English only.</summary>
internal sealed class LocalizedHelp(Texts texts) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var english = new Texts();
        var output = parseResult.InvocationConfiguration.Output;
        using var page = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = page;
        var code = _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(page.ToString()
            .Replace(english.DescriptionHeading, texts.DescriptionHeading, StringComparison.Ordinal)
            .Replace(english.RequiredMark, texts.RequiredMark, StringComparison.Ordinal)
            .Replace(english.CommandMark, texts.CommandMark, StringComparison.Ordinal)
            .Replace(english.OptionsMark, texts.OptionsMark, StringComparison.Ordinal)
            .Replace(english.DefaultMark, texts.DefaultMark, StringComparison.Ordinal));
        return code;
    }
}
