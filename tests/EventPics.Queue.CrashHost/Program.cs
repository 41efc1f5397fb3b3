using System.Security.Cryptography;
using EventPics;
using EventPics.Queue;
using EventPics.Queue.CrashHost;
using EventPics.Tests.Shared;

// A process to be killed: FOLDER ADDRESS KEY FIRST COUNT SIZE send|enqueue|try [STEP:N]
// Enqueues the photos FIRST to FIRST + COUNT - 1, prints "acked N" for each that was acknowledged, and "idle" when all are sent.
var (folder, address, key) = (args[0], args[1], args[2]);
var (first, count, size) = (int.Parse(args[3], null), int.Parse(args[4], null), int.Parse(args[5], null));
var kill = new KillPoint(args.Length > 7 ? args[7] : null);

using var client =
    new KillingClient(new EventPicsClient(new EventPicsClientOptions { ApiKey = key, BaseAddress = new Uri(address) }), kill);
var options = new UploadQueueOptions { Folder = folder };
await using var queue = args[6] == "send"
    ? await UploadQueue.OpenAsync(client, options)
    : await UploadQueue.OpenWithoutSendingAsync(options);
queue.Changed += (_, change) =>
{
    if (change.Upload is { State: QueuedUploadState.Uploaded })
    {
        kill.At("uploaded");
    }
};
kill.At("opened");
Print("open");
if (args[6] == "try")
{
    Console.In.ReadLine(); // Lets several processes start at the same moment.
}

await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, token) =>
{
    var request = new UploadRequest("abcd1234", $"p{number}.jpg", UploadContent.FromStream(() => new PhotoStream(number, size, kill)));
    if (args[6] == "try")
    {
        // Each process has an event of its own, named by its API key.
        var hash = Convert.ToHexStringLower(SHA256.HashData(TestImages.Jpeg(size, number)));
        if (await queue.TryEnqueueAsync(new UploadRequest(key, request.FileName, request.Content), hash, token) is null)
        {
            return;
        }
    }
    else
    {
        await queue.EnqueueAsync(request, token);
    }

    kill.At("before-ack");
    Print($"acked {number}");
    kill.At("acked");
});

if (args[6] == "send")
{
    await queue.WaitUntilIdleAsync();
}

Print("idle");
Console.In.ReadLine();

static void Print(string line)
{
    lock (Console.Out)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
