using System.CommandLine;
using System.CommandLine.Parsing;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary><c>watch</c>: sends the photos that arrive in a folder.</summary>
internal sealed class WatchCommand
{
    public const string Name = "watch";

    // Starting a watch must not put last week's wedding into today's album.
    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromHours(24);

    private readonly Argument<string> _folder;
    private readonly SendingOptions _sending;
    private readonly Option<bool> _once;
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool> _noRecursive;
    private readonly Option<bool> _all;
    private readonly Option<TimeSpan?> _maxAge;
    private readonly Option<bool> _albumBySubfolder;
    private readonly Option<string?> _afterUpload;
    private readonly Option<bool> _allowDelete;
    private readonly Option<string[]> _include;
    private readonly Option<string[]> _exclude;

    private WatchCommand(Texts texts)
    {
        _folder = new Argument<string>(texts.Placeholders.Folder) { Description = texts.WatchFolderHelp };
        _sending = new SendingOptions(texts);
        _once = new Option<bool>("--once") { Description = texts.OnceHelp };
        _timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
        _noRecursive = new Option<bool>("--no-recursive") { Description = texts.NoRecursiveHelp };
        _all = new Option<bool>("--all") { Description = texts.AllHelp };
        _maxAge = DurationOption.Create("--max-age", texts.MaxAgeHelp, texts);
        _albumBySubfolder = new Option<bool>("--album-by-subfolder") { Description = texts.AlbumBySubfolderHelp };
        _afterUpload = new Option<string?>("--after-upload") { HelpName = "keep|move|delete", Description = texts.AfterUploadHelp };
        _allowDelete = new Option<bool>("--allow-delete") { Description = texts.AllowDeleteHelp };
        _include = new Option<string[]>("--include") { HelpName = texts.Placeholders.Pattern, Description = texts.IncludeHelp };
        _exclude = new Option<string[]>("--exclude") { HelpName = texts.Placeholders.Pattern, Description = texts.ExcludeHelp };
    }

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var options = new WatchCommand(texts);
        var command = new Command(Name, texts.WatchHelp)
        {
            options._folder, options._sending.Event, options._sending.Album, options._once, options._timeout, options._noRecursive,
            options._all, options._maxAge, options._albumBySubfolder, options._include, options._exclude, options._afterUpload,
            options._allowDelete, options._sending.Resend, options._sending.BandwidthLimit, options._sending.OnUploaded,
            options._sending.OnProblem,
        };
        command.Validators.Add(result => options.Check(result, texts));
        command.SetAction((parsed, _) => WatchServiceHost.RunAsync(createContext(parsed), options.Read(parsed)));
        return command;
    }

    private void Check(CommandResult result, Texts texts)
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
            result.AddError(texts.BadAfterUpload(after));
        }

        if (after == "delete" && !result.GetValue(_allowDelete))
        {
            result.AddError(texts.DeleteNeedsPermission);
        }
    }

    private WatchSettings Read(ParseResult parsed) => new(parsed.GetRequiredValue(_folder), _sending.Read(parsed))
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
}
