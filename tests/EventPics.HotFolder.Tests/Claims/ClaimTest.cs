using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Claims;

/// <summary>A folder and claims of it.</summary>
public abstract class ClaimTest : IDisposable
{
    private protected TempFolder Folder { get; } = new();

    protected string ClaimPath => Folder.PathOf(ClaimFile.Name);

    public void Dispose() => Folder.Dispose();

    protected static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private protected static int SecondsUntilGranted(FolderClaim claim) => Enumerable.Range(0, 120).First(second =>
    {
        claim.Refresh(At(second));
        return claim.IsGranted;
    });

    // Of another data folder for each queue.
    private protected FolderClaim Claim(
        string queue, string linkId = "event", bool sharesAnyEvent = false, string? folder = null, bool isRecursive = true) =>
        new(folder ?? Folder.Path, "/data/" + queue, queue, linkId, sharesAnyEvent, new FileFilter(isRecursive), NullLogger.Instance);
}
