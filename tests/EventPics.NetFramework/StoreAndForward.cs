using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.NetFramework
{
    /// <summary>The queue and the hot folder, whose SQLite must be found by a program built for Any CPU.</summary>
    internal static class StoreAndForward
    {
        // The smallest JPEG whose end can be recognized: a frame, a scan, the end marker.
        private static readonly byte[] Printed =
            Convert.FromBase64String("/9j/wAANAAAAAAAAAAAAAAD/2gAIAAAAAAAAAQID/9k=");

        public static async Task SendAsync(EventPicsClientOptions options, EventPicsEvent party, byte[] photo)
        {
            var home = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "eventpics-netframework-" + Path.GetRandomFileName()));
            try
            {
                var prints = home.CreateSubdirectory("prints").FullName;
                File.WriteAllBytes(Path.Combine(prints, "printed.jpg"), Printed);
                using (var client = new EventPicsClient(options))
                using (var queue =
                    await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = Path.Combine(home.FullName, "queue") }))
                {
                    var queued = await queue.EnqueueAsync(new UploadRequest(party.LinkId, "queued.jpg", UploadContent.FromBytes(photo)));
                    Program.Check("queue", (await queue.WaitForAsync(queued.Id)).State == QueuedUploadState.Uploaded);

                    using (var stream = new MemoryStream(photo))
                    {
                        var same = await queue.EnqueueAsync(party.LinkId, "streamed.jpg", stream);
                        Program.Check("stream", same.WasAlreadyQueued && same.Id == queued.Id);
                    }

                    var watched = new HotFolderOptions { Path = prints, LinkId = party.LinkId, AlbumId = party.Albums[0].Id };
                    using (var folder = await HotFolder.HotFolderWatcher.OpenAsync(queue, watched))
                    {
                        await folder.WaitUntilSettledAsync();
                        await queue.WaitUntilIdleAsync();
                    }

                    var uploads = await queue.ListAsync(QueuedUploadState.Uploaded);
                    Program.Check(
                        "hot folder", uploads.Any(upload => upload.FileName == "printed.jpg" && upload.AlbumId == watched.AlbumId));
                    Console.WriteLine("queue and hot folder: {0} photos", uploads.Count);
                }
            }
            finally
            {
                home.Delete(recursive: true);
            }
        }
    }
}
