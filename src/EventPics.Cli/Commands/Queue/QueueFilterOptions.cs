using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Sending.Destinations;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary>The options that filter the queue's photos.</summary>
internal sealed class QueueFilterOptions
{
    private static readonly QueuedUploadState[] States = Enum.GetValues<QueuedUploadState>();

    private readonly Option<string?> _state;
    private readonly Option<string?> _event;
    private readonly Option<string?> _album;
    private readonly Option<string?> _name;
    private readonly Option<string?> _folder;

    public QueueFilterOptions(Texts texts)
    {
        _state = new Option<string?>("--state")
        {
            HelpName = string.Join('|', States.Select(JsonNames.StateName)),
            Description = texts.FilterStateHelp,
        };
        _state.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && State(token.Value) is null)
            {
                result.AddError(texts.BadState(token.Value, string.Join(", ", States.Select(JsonNames.StateName))));
            }
        });
        _event = new Option<string?>("--event") { HelpName = texts.Placeholders.Event, Description = texts.FilterEventHelp };
        _album = new Option<string?>("--album") { HelpName = texts.Placeholders.Album, Description = texts.FilterAlbumHelp };
        _name = new Option<string?>("--name") { HelpName = "TEXT", Description = texts.FilterNameHelp };
        _folder = new Option<string?>("--folder") { HelpName = texts.Placeholders.Directory, Description = texts.FilterFolderHelp };
    }

    public IEnumerable<Option> All => [_state, _event, _album, _name, _folder];

    public QueueFilter Read(ParseResult parsed, CommandContext context)
    {
        var (wanted, album) = (parsed.GetValue(_event), parsed.GetValue(_album));
        var destination = wanted is null ? null : DestinationResolver.FindCached(context, wanted, album);
        return new QueueFilter
        {
            State = parsed.GetValue(_state) is { } state ? State(state) : null,
            LinkId = wanted is null ? null : destination?.LinkId ?? EventLookup.FindId(context, wanted),
            AlbumId = destination?.AlbumId ?? album?.Trim(),
            FileNamePart = parsed.GetValue(_name),
            SourceFolder = parsed.GetValue(_folder) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
        };
    }

    private static QueuedUploadState? State(string name) =>
        States.Where(state => JsonNames.StateName(state).Equals(name, StringComparison.OrdinalIgnoreCase))
            .Cast<QueuedUploadState?>()
            .FirstOrDefault();
}
