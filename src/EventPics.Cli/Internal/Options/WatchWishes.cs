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
}
