using System;
using System.IO;
using System.Threading.Tasks;
using EventPics;
using EventPics.HotFolder;
using EventPics.Queue;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var options = new EventPicsClientOptions
        {
            ApiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY"),
            BaseAddress = new Uri(Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS")),
            ApplicationName = "OldBooth/4.8",
        };
        var prints = Directory.CreateDirectory(Path.Combine(args[1], "prints")).FullName;
        using (var client = new EventPicsClient(options))
        using (var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = Path.Combine(args[1], "queue") }))
        {
            var party = (await client.GetEventsAndAlbumsAsync())[0];
            var album = party.Albums[0].Id;
            var queued = await queue.EnqueueAsync(party.LinkId, args[0], album);
            var uploaded = await queue.WaitForAsync(queued.Id);
            Console.WriteLine("{0}: {1}", uploaded.FileName, uploaded.State);

            // The booth prints the same photo into the watched folder: the queue recognizes it.
            File.Copy(args[0], Path.Combine(prints, "printed.jpg"));
            var watched = new HotFolderOptions { Path = prints, LinkId = party.LinkId, AlbumId = album };
            using (var folder = await HotFolderWatcher.OpenAsync(queue, watched))
            {
                await folder.WaitUntilSettledAsync();
                await queue.WaitUntilIdleAsync();
            }

            return uploaded.State == QueuedUploadState.Uploaded ? 0 : 1;
        }
    }
}
