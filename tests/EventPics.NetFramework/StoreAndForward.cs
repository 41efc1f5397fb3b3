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

                await UseBoothAsync(options, party, home.FullName, photo);
            }
            finally
            {
                home.Delete(recursive: true);
            }
        }

        private static async Task UseBoothAsync(EventPicsClientOptions options, EventPicsEvent party, string home, byte[] photo)
        {
            var path = Path.Combine(home, "booth.jpg");
            File.WriteAllBytes(path, photo);
            var uploaded = new TaskCompletionSource<bool>();
            EventHandler<QueueChangedEventArgs> changed = (sender, e) =>
            {
                if (e.Upload?.State == QueuedUploadState.Uploaded)
                {
                    uploaded.TrySetResult(true);
                }
            };
            using (var booth = await Booth.OpenAsync(options, Path.Combine(home, "booth"), changed))
            {
                await booth.EnqueueAsync(party.LinkId, path, party.Albums[0].Id);
                await uploaded.Task;
                var progress = new LastProgress();
                var requests = new[]
                {
                    new UploadRequest(party.LinkId, "many.jpg", UploadContent.FromFile(path)),
                    new UploadRequest("nowhere", "lost.jpg", UploadContent.FromFile(path)),
                };
                var failed = await booth.UploadAsync(requests, progress);
                Program.Check("many", failed.Single().Request == requests[1] && progress.Value.TotalBytes == 2 * photo.Length);
            }
        }
    }
}
