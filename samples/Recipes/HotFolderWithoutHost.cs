using EventPics;
using EventPics.HotFolder;
using EventPics.Queue;
using Recipes.Support;

namespace Recipes;

/// <summary>A hot folder in a program without a host: here one that sends what is in the folder, and ends.</summary>
internal static class HotFolderWithoutHost
{
    public static async Task RunAsync(RecipeContext context)
    {
        context.PrintAll();
        await SendAsync(context.Options, context.QueueFolder, context.PrintsFolder, context.LinkId, context.AlbumId);
    }

    private static async Task SendAsync(
        EventPicsClientOptions options, string queueFolder, string prints, string linkId, string albumId)
    {
        #region hot-folder-without-host
        using var client = new EventPicsClient(options);
        await using var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = queueFolder });
        var folder = new HotFolderOptions { Path = prints, LinkId = linkId, AlbumId = albumId };
        await using var watcher = await HotFolderWatcher.OpenAsync(queue, folder);

        await watcher.WaitUntilSettledAsync(); // what is in the folder now is queued, or skipped
        await queue.WaitUntilIdleAsync(); // and uploaded, or failed
        var failed = await queue.ListAsync(QueuedUploadState.Failed);
        #endregion

        Console.WriteLine($"Failed: {failed.Count}. Waiting for another program: {watcher.Status.Waiting.Count}");
    }
}
