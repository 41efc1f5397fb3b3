using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary>The options that every sending command has.</summary>
internal sealed class SendingOptions
{
    public SendingOptions(Texts texts)
    {
        Event = new Option<string>("--event") { HelpName = texts.Placeholders.Event, Description = texts.EventHelp, Required = true };
        Event.Validators.Add(result => RefuseEmpty(result, texts));
        Album = new Option<string?>("--album") { HelpName = texts.Placeholders.Album, Description = texts.AlbumHelp };
        Album.Validators.Add(result => RefuseEmpty(result, texts));
        BandwidthLimit = new Option<BandwidthLimit?>("--bwlimit")
        {
            HelpName = texts.Placeholders.Speed,
            Description = texts.BandwidthLimitHelp,
            CustomParser = result =>
            {
                if (Internal.BandwidthLimit.TryParse(result.Tokens[0].Value, out var limit))
                {
                    return limit;
                }

                result.AddError(texts.BadBandwidthLimit(result.Tokens[0].Value));
                return null;
            },
        };
        OnUploaded = new Option<string?>("--on-uploaded") { HelpName = texts.Placeholders.Hook, Description = texts.OnUploadedHelp };
        OnUploaded.Validators.Add(result => RefuseEmpty(result, texts));
        OnUploaded.Validators.Add(result => RefuseUnsafeHook(result, texts));
        OnProblem = new Option<string?>("--on-problem") { HelpName = texts.Placeholders.Hook, Description = texts.OnProblemHelp };
        OnProblem.Validators.Add(result => RefuseEmpty(result, texts));
        OnProblem.Validators.Add(result => RefuseUnsafeHook(result, texts));
        Resend = new Option<bool>("--resend") { Description = texts.ResendHelp };
    }

    public Option<string> Event { get; }

    public Option<string?> Album { get; }

    public Option<BandwidthLimit?> BandwidthLimit { get; }

    public Option<string?> OnUploaded { get; }

    public Option<string?> OnProblem { get; }

    public Option<bool> Resend { get; }

    public SendingWishes Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(Event), parsed.GetValue(Album), parsed.GetValue(BandwidthLimit), parsed.GetValue(OnUploaded), parsed.GetValue(OnProblem));

    private static void RefuseEmpty(System.CommandLine.Parsing.OptionResult result, Texts texts)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError(texts.EmptyValue(result.Option.Name));
        }
    }

    private static void RefuseUnsafeHook(System.CommandLine.Parsing.OptionResult result, Texts texts)
    {
        if (result.Tokens is [var token] && HookCode.UnsafePlaceholder(token.Value) is { } placeholder)
        {
            result.AddError(texts.UnsafePlaceholder(result.Option.Name, placeholder, HookValues.VariableOf(placeholder)));
        }
    }
}
