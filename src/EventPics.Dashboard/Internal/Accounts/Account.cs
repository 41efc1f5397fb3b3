using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Accounts;

/// <summary>A queue with what belongs to it.</summary>
/// <param name="Name">The account's name; empty for the account without one.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Client">Its client, if one is registered.</param>
/// <param name="FindFolders">Finds its hot folders, which an application may replace while it runs.</param>
/// <param name="FindProblems">Finds what keeps the application from watching a folder at all, so that no hot folder reports it.</param>
internal sealed record Account(
    string Name,
    UploadQueue Queue,
    EventPicsClient? Client,
    Func<IEnumerable<HotFolderWatcher>> FindFolders,
    Func<IEnumerable<HotFolderProblem>> FindProblems);
