using System.CommandLine;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Parsing;

/// <summary>An option whose value is a DURATION.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string help, Texts texts) => new(name)
    {
        HelpName = texts.Placeholders.Duration,
        Description = help,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && DurationParser.TryParse(token.Value, out var duration))
            {
                return duration;
            }

            result.AddError(texts.BadDuration(name, result.Tokens.Count > 0 ? result.Tokens[0].Value : ""));
            return null;
        },
    };
}
