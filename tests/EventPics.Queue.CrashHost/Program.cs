using EventPics;
using EventPics.Queue;
using EventPics.Queue.CrashHost;

// A booth that is killed: FOLDER ADDRESS KEY FIRST COUNT SIZE send|enqueue|try [STEP:N]
// It enqueues pictures FIRST to FIRST + COUNT - 1, says "acked N" for each that the queue took over, and "idle" when all are sent.
var (folder, address, key) = (args[0], args[1], args[2]);
var (first, count, size) = (int.Parse(args[3], null), int.Parse(args[4], null), int.Parse(args[5], null));
KillPoint kill = new(args.Length > 7 ? args[7] : null);

using KillingClient client = new(new EventPicsClient(new EventPicsClientOptions { ApiKey = key, BaseAddress = new Uri(address) }), kill);
UploadQueueOptions options = new() { Folder = folder };
await using var queue = args[6] == "send" ? await UploadQueue.OpenAsync(client, options) : await UploadQueue.OpenWithoutSendingAsync(options);
queue.Changed += (_, change) =>
{
    if (change.Upload is { State: QueuedUploadState.Uploaded })
    {
        kill.At("uploaded");
    }
};
kill.At("opened");
Say("open");
if (args[6] == "try")
{
    Console.In.ReadLine(); // So that several begin at the same moment.
}

await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, token) =>
{
    UploadRequest request = new("abcd1234", $"p{number}.jpg", UploadContent.FromStream(() => new BoothStream(number, size, kill)));
    if (args[6] == "try")
    {
        // Each process is another event's: its own key names it.
        if (await queue.TryEnqueueAsync(new UploadRequest(key, request.FileName, request.Content), token) is null)
        {
            return;
        }
    }
    else
    {
        await queue.EnqueueAsync(request, token);
    }

    kill.At("before-ack");
    Say($"acked {number}");
    kill.At("acked");
});

if (args[6] == "send")
{
    await queue.WaitUntilIdleAsync();
}

Say("idle");
Console.In.ReadLine();

static void Say(string line)
{
    lock (Console.Out)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
