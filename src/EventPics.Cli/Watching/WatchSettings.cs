using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;

namespace EventPics.Cli.Watching;

/// <summary>The settings of <c>watch</c>.</summary>
internal sealed record WatchSettings(string Folder, SendingSettings Sending)
{
    public bool Once { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool IsRecursive { get; init; }

    public TimeSpan? MaxAge { get; init; }

    public bool AlbumBySubfolder { get; init; }

    public AfterUpload AfterUpload { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public bool Resend { get; init; }

    /// <summary>
    /// Creates the hot folder's options. Without a client, which needs a key, albums are looked up in the last known list.
    /// </summary>
    public HotFolderOptions CreateHotFolderOptions(Destination destination, EventPicsClient? client, CommandContext context)
    {
        var options = new HotFolderOptions
        {
            Path = Folder,
            LinkId = destination.LinkId,
            AlbumId = destination.AlbumId,
            Recursive = IsRecursive,
            MaxAge = MaxAge,
            AlbumBySubfolder = AlbumBySubfolder,
            FindAlbum = !AlbumBySubfolder ? null
                : client is not null ? AlbumTitles.CreateResolver(client, destination.LinkId, context.Time)
                : (title, _) => Task.FromResult(DestinationResolver.FindCached(context, destination.LinkId, title)?.AlbumId),
            Resend = Resend,
            TimeZone = Sending.TimeZone,
            AfterUpload = AfterUpload,
            AllowDelete = AfterUpload == AfterUpload.Delete,
            TimeProvider = context.Time,
        };
        Include.ToList().ForEach(options.Include.Add);
        Exclude.ToList().ForEach(options.Exclude.Add);
        return options;
    }
}
