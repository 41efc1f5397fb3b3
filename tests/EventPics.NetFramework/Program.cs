using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace EventPics.NetFramework
{
    /// <summary>
    /// What a booth program on .NET Framework does, in its language: it lists, uploads, survives a dropped connection and an expired link,
    /// and sends a long video without holding it in memory. Who starts it has told the server to drop the second PUT and to call the
    /// fourth one's link expired, to stop the second and third list of events in the middle and the sixth PUT, and to drop the seventh.
    /// With the argument "queue" it only stores and forwards, and needs no faults.
    /// </summary>
    internal static class Program
    {
        private const int MB = 1024 * 1024;
        private const int VideoLength = 200 * MB;
        private const int MaxGrowth = 32 * MB;

        private static async Task<int> Main(string[] args)
        {
            using (var client = new EventPicsClient(Options()))
            {
                var events = await client.GetEventsAndAlbumsAsync();
                Check("list", events.Count > 0 && events[0].Albums.Count > 0);
                if (!args.Contains("queue"))
                {
                    await UploadPicturesAsync(client, events[0]);
                    await UploadVideoAsync(client, events[0]);
                    await Stalls.ReplyStopsAsync(Options());
                    await Stalls.PutStopsAsync(Options(), events[0].LinkId, UploadContent.FromBytes(Picture(20 * MB)));
                    await Stalls.RetryingHandlerAsync(Options(), events[0].LinkId, UploadContent.FromBytes(Picture(5 * MB)));
                }

                await StoreAndForward.SendAsync(Options(), events[0], Picture(5 * MB));
            }

            return 0;
        }

        private static EventPicsClientOptions Options()
        {
            return new EventPicsClientOptions
            {
                ApiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY") ?? "",
                BaseAddress = new Uri(Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS")),
                BaseDelay = TimeSpan.FromMilliseconds(50),
                ApplicationName = "OldBooth/4.8",
            };
        }

        private static byte[] Picture(int length)
        {
            var picture = new byte[length];
            new Random(1).NextBytes(picture);
            new byte[] { 0xFF, 0xD8, 0xFF }.CopyTo(picture, 0);
            return picture;
        }

        private static async Task UploadPicturesAsync(EventPicsClient client, EventPicsEvent party)
        {
            var picture = Picture(5 * MB);
            var plain = await UploadAsync(client, party, "plain.jpg", UploadContent.FromBytes(picture));
            Check("plain upload", plain.Attempts == 1 && plain.UploadUrlsIssued == 1 && plain.ContentType == "image/jpeg");

            var dropped = await UploadAsync(client, party, "dropped.jpg", UploadContent.FromBytes(picture));
            Check("dropped connection", dropped.Attempts == 2 && dropped.UploadUrlsIssued == 1 && !dropped.PossibleDuplicate);

            var expired = await UploadAsync(client, party, "expired.jpg", UploadContent.FromBytes(picture));
            Check("expired link", expired.Attempts == 2 && expired.UploadUrlsIssued == 2 && !expired.PossibleDuplicate);
        }

        private static async Task UploadVideoAsync(EventPicsClient client, EventPicsEvent party)
        {
            var path = Path.GetTempFileName();
            try
            {
                using (var file = File.OpenWrite(path))
                {
                    file.SetLength(VideoLength);
                }

                var before = Memory.Peak();
                var video = await UploadAsync(client, party, "video.mp4", UploadContent.FromFile(path));
                var growth = Memory.Peak() - before;
                Console.WriteLine("Memory grew by {0:0.0} MB.", (double)growth / MB);
                Check("video", video.Attempts == 1 && video.Length == VideoLength && growth < MaxGrowth);
            }
            finally
            {
                File.Delete(path);
            }
        }

        private static async Task<UploadResult> UploadAsync(EventPicsClient client, EventPicsEvent party, string name, UploadContent content)
        {
            var progress = new LastProgress();
            var request = new UploadRequest(party.LinkId, name, content)
            {
                AlbumId = party.Albums[0].Id,
                TakenAt = new DateTimeOffset(2026, 6, 20, 21, 15, 8, TimeSpan.FromHours(2)),
            };
            var result = await client.UploadAsync(request, progress);
            Console.WriteLine("{0}: {1} bytes, {2} attempts, {3} links", result.FileName, result.Length, result.Attempts, result.UploadUrlsIssued);
            Check("progress of " + name, progress.Value.BytesSent == content.Length && progress.Value.Attempt == result.Attempts);
            return result;
        }

        internal static void Check(string what, bool isRight)
        {
            if (!isRight)
            {
                throw new InvalidOperationException(what + " went wrong");
            }
        }
    }
}
