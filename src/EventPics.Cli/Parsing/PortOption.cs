using System.CommandLine;
using System.Globalization;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Parsing;

/// <summary>An option that takes a TCP port.</summary>
internal static class PortOption
{
    public static Option<int> Create(string help, int byDefault, Texts texts) => new("--port")
    {
        HelpName = "N",
        Description = help,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
            {
                return port;
            }

            result.AddError(texts.BadPort(text));
            return byDefault;
        },
    };
}
