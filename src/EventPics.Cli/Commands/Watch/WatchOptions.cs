using System.CommandLine;
using System.CommandLine.Parsing;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.Cli.Sending;
using EventPics.Cli.Watching;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>The argument and options of <c>watch</c>.</summary>
internal sealed class WatchOptions(Texts texts)
{
    // Starting a watch must not put last week's wedding into today's album.
    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromHours(24);

    private readonly Argument<string> _folder = new(texts.Placeholders.Folder) { Description = texts.WatchFolderHelp };
    private readonly SendingOptions _sending = new(texts);
    private readonly Option<bool> _once = new("--once") { Description = texts.OnceHelp };
    private readonly Option<TimeSpan?> _timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
    private readonly Option<bool> _noRecursive = new("--no-recursive") { Description = texts.NoRecursiveHelp };
    private readonly Option<bool> _all = new("--all") { Description = texts.AllHelp };
    private readonly Option<TimeSpan?> _maxAge = DurationOption.Create("--max-age", texts.MaxAgeHelp, texts);
    private readonly Option<bool> _albumBySubfolder = new("--album-by-subfolder") { Description = texts.AlbumBySubfolderHelp };
    private readonly Option<string[]> _include =
        new("--include") { HelpName = texts.Placeholders.Pattern, Description = texts.IncludeHelp };
    private readonly Option<string[]> _exclude =
        new("--exclude") { HelpName = texts.Placeholders.Pattern, Description = texts.ExcludeHelp };
    private readonly Option<string?> _afterUpload =
        new("--after-upload") { HelpName = "keep|move|delete", Description = texts.AfterUploadHelp };
    private readonly Option<bool> _allowDelete = new("--allow-delete") { Description = texts.AllowDeleteHelp };

    /// <summary>Adds them to the command, in the order of its help.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_folder);
        Option[] options =
        [
            _sending.Event, _sending.Album, _once, _timeout, _noRecursive, _all, _maxAge, _albumBySubfolder, _include,
            _exclude, _afterUpload, _allowDelete,
            _sending.Resend, _sending.TimeZone, _sending.BandwidthLimit, _sending.OnUploaded, _sending.OnProblem,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <exception cref="CommandException">The folder can't be watched, or no event was chosen.</exception>
    public async Task<WatchSettings> ReadAsync(ParseResult parsed, CommandContext context)
    {
        var folder = parsed.GetRequiredValue(_folder);
        if (parsed.GetValue(_sending.Event) is null && Terminal.CanAsk(context.Json))
        {
            // Before a person chooses an event.
            WatchedPathValidator.Check(folder, texts);
            FilePatterns.Check(parsed.GetValue(_include) ?? [], parsed.GetValue(_exclude) ?? [], texts);
        }

        return Read(parsed, folder, await _sending.ReadAsync(parsed, context).ConfigureAwait(false));
    }

    private WatchSettings Read(ParseResult parsed, string folder, SendingSettings sending) => new(folder, sending)
    {
        Once = parsed.GetValue(_once),
        Timeout = parsed.GetValue(_timeout),
        IsRecursive = !parsed.GetValue(_noRecursive),
        MaxAge = parsed.GetValue(_maxAge) ?? (parsed.GetValue(_all) || parsed.GetValue(_once) ? null : DefaultMaxAge),
        AlbumBySubfolder = parsed.GetValue(_albumBySubfolder),
        AfterUpload = parsed.GetValue(_afterUpload) switch { "move" => AfterUpload.Move, "delete" => AfterUpload.Delete, _ => AfterUpload.Keep },
        Include = parsed.GetValue(_include) ?? [],
        Exclude = parsed.GetValue(_exclude) ?? [],
        Resend = parsed.GetValue(_sending.Resend),
    };

    private void Check(CommandResult result)
    {
        if (result.GetResult(_timeout) is not null && !result.GetValue(_once))
        {
            result.AddError(texts.TimeoutNeedsOnce);
        }

        if (result.GetValue(_all) && result.GetResult(_maxAge) is not null)
        {
            result.AddError(texts.MutuallyExclusive("--all", "--max-age"));
        }

        var after = result.GetValue(_afterUpload);
        if (after is not (null or "keep" or "move" or "delete"))
        {
            result.AddError(texts.BadAfterUpload("--after-upload", after));
        }

        if (after == "delete" && !result.GetValue(_allowDelete))
        {
            result.AddError(texts.DeleteNeedsPermission("--after-upload", "--allow-delete"));
        }
    }
}
