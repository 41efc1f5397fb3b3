using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace EventPics.NetFramework
{
    /// <summary>
    /// What a booth program on .NET Framework does, in C# 7.3: it lists events, uploads, survives a dropped connection and an expired
    /// upload URL, and sends a long video without holding it in memory. Its server must drop the second PUT, report the upload URL of the
    /// fourth as expired, stall the second and third list of events and the sixth PUT, and drop the seventh.
    /// With the argument "queue" it only uses the queue and the hot folder, and needs no faults.
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
                    await UploadPhotosAsync(client, events[0]);
                    await UploadVideoAsync(client, events[0]);
                    await Stalls.ResponseStallsAsync(Options());
                    await Stalls.PutStallsAsync(Options(), events[0].LinkId, UploadContent.FromBytes(CreatePhoto(20 * MB)));
                    await Stalls.RetryingHandlerAsync(Options(), events[0].LinkId, UploadContent.FromBytes(CreatePhoto(5 * MB)));
                }

                await StoreAndForward.SendAsync(Options(), events[0], CreatePhoto(5 * MB));
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

        private static byte[] CreatePhoto(int length)
        {
            var photo = new byte[length];
            new Random(1).NextBytes(photo);
            new byte[] { 0xFF, 0xD8, 0xFF }.CopyTo(photo, 0);
            return photo;
        }

        private static async Task UploadPhotosAsync(EventPicsClient client, EventPicsEvent party)
        {
            var photo = CreatePhoto(5 * MB);
            var plain = await UploadAsync(client, party, "plain.jpg", UploadContent.FromBytes(photo));
            Check("plain upload", plain.Attempts == 1 && plain.UploadUrlsIssued == 1 && plain.ContentType == "image/jpeg");

            var dropped = await UploadAsync(client, party, "dropped.jpg", UploadContent.FromBytes(photo));
            Check("dropped connection", dropped.Attempts == 2 && dropped.UploadUrlsIssued == 1 && !dropped.PossibleDuplicate);

            var expired = await UploadAsync(client, party, "expired.jpg", UploadContent.FromBytes(photo));
            Check("expired upload URL", expired.Attempts == 2 && expired.UploadUrlsIssued == 2 && !expired.PossibleDuplicate);
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

        private static async Task<UploadResult> UploadAsync(
            EventPicsClient client, EventPicsEvent party, string name, UploadContent content)
        {
            var progress = new LastProgress();
            var request = new UploadRequest(party.LinkId, name, content)
            {
                AlbumId = party.Albums[0].Id,
                TakenAt = new DateTimeOffset(2026, 6, 20, 21, 15, 8, TimeSpan.FromHours(2)),
            };
            var result = await client.UploadAsync(request, progress);
            Console.WriteLine(
                "{0}: {1} bytes, {2} attempts, {3} upload URLs", result.FileName, result.Length, result.Attempts, result.UploadUrlsIssued);
            Check("progress of " + name, progress.Value.BytesSent == content.Length && progress.Value.Attempt == result.Attempts);
            return result;
        }

        internal static void Check(string what, bool isRight)
        {
            if (!isRight)
            {
                throw new InvalidOperationException(what + " failed");
            }
        }
    }
}
