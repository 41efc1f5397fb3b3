using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary>An option whose value is a DURATION.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string help, Texts texts) => new(name)
    {
        HelpName = texts.Placeholders.Duration,
        Description = help,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && DurationText.TryParse(token.Value, out var duration))
            {
                return duration;
            }

            result.AddError(texts.BadDuration(name, result.Tokens.Count > 0 ? result.Tokens[0].Value : ""));
            return null;
        },
    };
}
