using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;
using EventPics.Cli.Sending.Throttling;

namespace EventPics.Cli.Parsing;

/// <summary>The options that every sending command has.</summary>
internal sealed class SendingOptions
{
    public SendingOptions(Texts texts)
    {
        Event = new EventOption(texts);
        Event.Validators.Add(result => RejectEmpty(result, texts));
        Album = new Option<string?>("--album") { HelpName = texts.Placeholders.Album, Description = texts.AlbumHelp };
        Album.Validators.Add(result => RejectEmpty(result, texts));
        BandwidthLimit = new Option<BandwidthSchedule?>("--bwlimit")
        {
            HelpName = texts.Placeholders.Speed,
            Description = texts.BandwidthLimitHelp,
            CustomParser = result =>
            {
                if (BandwidthSchedule.TryParse(result.Tokens[0].Value, out var limit))
                {
                    return limit;
                }

                result.AddError(texts.BadBandwidthLimit("--bwlimit", result.Tokens[0].Value));
                return null;
            },
        };
        TimeZone = new Option<TimeZoneInfo?>("--time-zone")
        {
            HelpName = texts.Placeholders.TimeZone,
            Description = texts.TimeZoneHelp,
            CustomParser = result =>
            {
                if (TimeZoneParser.TryParse(result.Tokens[0].Value, out var zone))
                {
                    return zone;
                }

                result.AddError(texts.BadTimeZone("--time-zone", result.Tokens[0].Value));
                return null;
            },
        };
        OnUploaded = new Option<string?>("--on-uploaded") { HelpName = texts.Placeholders.Hook, Description = texts.OnUploadedHelp };
        OnUploaded.Validators.Add(result => RejectEmpty(result, texts));
        OnUploaded.Validators.Add(result => RejectUnsafeHook(result, texts));
        OnProblem = new Option<string?>("--on-problem") { HelpName = texts.Placeholders.Hook, Description = texts.OnProblemHelp };
        OnProblem.Validators.Add(result => RejectEmpty(result, texts));
        OnProblem.Validators.Add(result => RejectUnsafeHook(result, texts));
        Resend = new Option<bool>("--resend") { Description = texts.ResendHelp };
    }

    public EventOption Event { get; }

    public Option<string?> Album { get; }

    public Option<BandwidthSchedule?> BandwidthLimit { get; }

    public Option<TimeZoneInfo?> TimeZone { get; }

    public Option<string?> OnUploaded { get; }

    public Option<string?> OnProblem { get; }

    public Option<bool> Resend { get; }

    /// <summary>The settings, with an event and album that a person may have to choose first.</summary>
    /// <exception cref="CommandException">No event is given, and there is no one to ask or nothing to choose from.</exception>
    public async Task<SendingSettings> ReadAsync(ParseResult parsed, CommandContext context)
    {
        if (parsed.GetValue(Event) is null && !Terminal.CanAsk(context.Json))
        {
            throw UsageErrors.CreateException(context.Texts.Missing(Event.Name), parsed.CommandResult, context.Texts);
        }

        var (linkId, album) = parsed.GetValue(Event) is { } given
            ? (given, parsed.GetValue(Album))
            : await DestinationPrompt.ChooseAsync(context, parsed.GetValue(Album)).ConfigureAwait(false);
        return new SendingSettings(
            linkId, album, parsed.GetValue(BandwidthLimit), parsed.GetValue(OnUploaded), parsed.GetValue(OnProblem),
            parsed.GetValue(TimeZone));
    }

    private static void RejectEmpty(System.CommandLine.Parsing.OptionResult result, Texts texts)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError(texts.EmptyValue(result.Option.Name));
        }
    }

    private static void RejectUnsafeHook(System.CommandLine.Parsing.OptionResult result, Texts texts)
    {
        if (result.Tokens is [var token] && HookInjectionCheck.FindUnsafePlaceholder(token.Value) is { } placeholder)
        {
            result.AddError(texts.UnsafePlaceholder(result.Option.Name, placeholder, HookValues.VariableFor(placeholder)));
        }
    }
}
