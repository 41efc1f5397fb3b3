using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>What a <c>watch</c> command line asks for.</summary>
internal sealed record WatchWishes(string Folder, SendingWishes Sending)
{
    public bool Once { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool IsRecursive { get; init; }

    public TimeSpan? MaxAge { get; init; }

    public bool AlbumBySubfolder { get; init; }

    public AfterUpload AfterUpload { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public HotFolderOptions ForHotFolder(Target target, EventPicsClient client, TimeProvider time)
    {
        var options = new HotFolderOptions
        {
            Path = Folder,
            LinkId = target.LinkId,
            AlbumId = target.AlbumId,
            Recursive = IsRecursive,
            MaxAge = MaxAge,
            AlbumBySubfolder = AlbumBySubfolder,
            FindAlbum = AlbumBySubfolder ? AlbumTitles.Of(client, target.LinkId, time) : null,
            AfterUpload = AfterUpload,
            AllowDelete = AfterUpload == AfterUpload.Delete,
            TimeProvider = time,
        };
        Include.ToList().ForEach(options.Include.Add);
        Exclude.ToList().ForEach(options.Exclude.Add);
        return options;
    }
}
