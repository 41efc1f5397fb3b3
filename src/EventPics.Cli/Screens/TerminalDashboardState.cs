using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Screens;

/// <summary>What the board of <c>watch</c> shows at one moment.</summary>
internal sealed record TerminalDashboardState(
    string Place,
    string Folder,
    QueueStatus Queue,
    HotFolderStatus? HotFolder,
    IReadOnlyList<FileResult> Sending,
    FileResult? Last,
    FileResult? LastFailed,
    int NeverQueued,
    IReadOnlyList<string> Notices,
    DateTimeOffset Now)
{
    /// <summary>Why nothing is sent for want of an API key.</summary>
    public string? KeyProblem { get; init; }
}
