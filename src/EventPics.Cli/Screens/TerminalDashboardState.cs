using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Screens;

/// <summary>What the dashboard shows at one moment.</summary>
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
    /// <summary>Why there is no usable API key, so that nothing is sent; <see langword="null"/> when there is one.</summary>
    public string? KeyProblem { get; init; }
}
