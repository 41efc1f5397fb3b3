using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Cli.Parsing;

/// <summary>The options of every command, accepted before and after its name.</summary>
internal sealed class GlobalOptions
{
    private readonly Texts _texts;
    private readonly Option<string?> _baseAddress;
    private readonly Option<string?> _dataDirectory;
    private readonly Option<string?> _language;

    public GlobalOptions(Texts texts)
    {
        _texts = texts;
        _baseAddress = new Option<string?>("--base-address") { HelpName = "URL", Description = texts.BaseAddressHelp, Recursive = true };
        _baseAddress.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && ParseAddress(token.Value) is null)
            {
                result.AddError(texts.BadBaseAddress("--base-address", token.Value));
            }
        });
        _dataDirectory = new Option<string?>("--data-dir")
        {
            HelpName = texts.Placeholders.Directory,
            Description = texts.DataDirHelp,
            Recursive = true,
        };
        Json = new Option<bool>("--json") { Description = texts.JsonHelp, Recursive = true };
        Verbose = new Option<bool>("--verbose") { Description = texts.VerboseHelp, Recursive = true };
        _language = new Option<string?>("--lang") { HelpName = "en|de", Description = texts.LanguageHelp, Recursive = true };
        _language.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (LanguageSelector.English or LanguageSelector.German))
            {
                result.AddError(texts.BadLanguage("--lang", token.Value));
            }
        });
    }

    public Option<bool> Json { get; }

    public Option<bool> Verbose { get; }

    public IEnumerable<Option> All => [_baseAddress, _dataDirectory, Json, Verbose, _language];

    public CommandContext CreateContext(ParseResult parsed, ShutdownSignal shutdown)
    {
        var verbose = parsed.GetValue(Verbose);
        var dataDirectory = DataDirectory(parsed);
        EmbeddedSqlite.LoadFrom(dataDirectory);
        return new CommandContext
        {
            Texts = _texts,
            Out = Console.Out,
            Error = Console.Error,
            BaseAddress = BaseAddress(parsed),
            DataDirectory = dataDirectory,
            Json = parsed.GetValue(Json),
            Verbose = verbose,
            Shutdown = shutdown,
            Loggers = verbose ? VerboseLog.CreateFactory() : NullLoggerFactory.Instance,
        };
    }

    private static string? ReadVariable(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    // The client rejects the same addresses, but can't name the option or variable.
    private static Uri? ParseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : null;

    private Uri BaseAddress(ParseResult parsed)
    {
        if (parsed.GetValue(_baseAddress) is { } option)
        {
            return ParseAddress(option)!;
        }

        return ReadVariable(EnvironmentVariables.BaseAddress) is not { } variable
            ? new EventPicsClientOptions().BaseAddress
            : ParseAddress(variable)
                ?? throw new CommandException(ExitCodes.Usage, _texts.BadBaseAddress(EnvironmentVariables.BaseAddress, variable));
    }

    private string DataDirectory(ParseResult parsed)
    {
        if ((parsed.GetValue(_dataDirectory) ?? ReadVariable(EnvironmentVariables.DataDirectory)) is { } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? Path.Combine(local, "EventPics")
            : throw new CommandException(ExitCodes.Usage, _texts.NoDataDirectory);
    }
}
