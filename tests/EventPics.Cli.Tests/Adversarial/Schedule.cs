using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>One random course of events.</summary>
internal sealed class Schedule
{
    // Longer than a working service needs; what fails waits for the next command.
    private const string Timeout = "3s";

    private readonly ToolTest _test;
    private readonly Random _random;
    private readonly Intentions _intentions = new();
    private readonly StringBuilder _story = new();
    private readonly string _folder;
    private readonly string _drive;
    private readonly string[] _dataFolders;
    private readonly (string LinkId, string? AlbumId)[] _places;
    private int _files;

    public Schedule(ToolTest test, int seed)
    {
        (_test, _random) = (test, new Random(seed));
        (_folder, _drive) = (test.NewFolder("in"), test.NewFolder("drive"));
        _dataFolders = [test.NewFolder("data-here"), test.NewFolder("data-elsewhere")];
        var (first, second) = (test.Emulator.Events[0], test.Emulator.Events[1]);
        _places = [(first.LinkId, null), (first.LinkId, first.Albums[0].Id), (first.LinkId, first.Albums[1].Id), (second.LinkId, second.Albums[0].Id)];
    }

    /// <summary>What was done, to find out why a run failed.</summary>
    public string Story => _story.ToString();

    public async Task StepAsync()
    {
        DrawFault();
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                await UploadAsync();
                break;
            case 3:
                NewFile();
                await RunAsync(Here, "watch", _folder, "--event", Known(_places[0].LinkId), "--once", "--timeout", Timeout);
                break;
            case 4:
                await TwoAtOnceAsync();
                break;
            case 5:
                await RunAsync(Anywhere, "queue", "send", "--timeout", Timeout);
                break;
            case 6:
                await RemoveAsync();
                break;
            case 7:
                await MoveAsync();
                break;
            case 8:
                await ExportAsync();
                break;
            default:
                await RunAsync(Anywhere, _random.Next(2) == 0 ? ["queue", "retry"] : ["report", _folder]);
                break;
        }
    }

    /// <summary>Lets everything come to its end on a service that works, and checks what became of it.</summary>
    public async Task FinishAsync()
    {
        _test.Emulator.Faults.Clear();
        _test.Emulator.Faults.Offline = false;
        HashSet<string> reported = new(StringComparer.Ordinal);
        foreach (var data in _dataFolders.Where(data => Directory.EnumerateFileSystemEntries(data).Any()))
        {
            await RunAsync(data, "queue", "retry");
            await RunUndisturbedAsync(data, "queue", "send", "--timeout", "60s");
            foreach (var row in await ListAsync(data))
            {
                Assert.False(row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending, $"A photo is still {row.State}.");
                if (row.State == QueuedUploadState.Uploaded)
                {
                    Assert.True(
                        _test.Emulator.Photos.Any(photo => photo.Sha256 == row.Sha256 && photo.LinkId == row.LinkId),
                        $"{row.FileName} never arrived at {row.LinkId}.");
                }

                if (row.PossibleDuplicate)
                {
                    reported.Add(row.Sha256);
                }
            }
        }

        // Whatever happened before, a plain upload accounts for every file.
        var files = Photos();
        if (files.Length > 0)
        {
            Array.ForEach(files, file => _intentions.Send(Sha256(file), _places[0].LinkId));
            await RunUndisturbedAsync(Here, ["upload", .. files, "--event", _places[0].LinkId, "--timeout", "60s"]);

            // A photo whose removal was undone is sent only now.
            reported.UnionWith((await ListAsync(Here)).Where(row => row.PossibleDuplicate).Select(row => row.Sha256));
        }

        _intentions.Check(_test.Emulator.Photos, reported);
    }

    // Without the hot folder's own files.
    private string[] Photos() => Directory.GetFiles(_folder, "*.jpg");

    private string Here => _dataFolders[0];

    private string Anywhere => _dataFolders[_random.Next(_dataFolders.Length)];

    private void DrawFault()
    {
        var faults = _test.Emulator.Faults;
        faults.Offline = _random.Next(8) == 0;
        if (_random.Next(3) == 0)
        {
            return;
        }

        Fault[] some =
        [
            Fault.LostResponse, Fault.ConnectionReset, Fault.DropBeforeStoring, Fault.Status(500), Fault.Status(413),
            Fault.Status(429), Fault.Status(403), Fault.Status(503).AfterStoring(),
            Fault.Html(), Fault.DropAfter(2000), Fault.TruncatedResponse, Fault.Expired,
        ];
        var drawn = some[_random.Next(some.Length)];
        var fault = drawn.Times(1 + _random.Next(3));
        var isPut = drawn == Fault.Expired || _random.Next(3) > 0;
        _ = isPut ? faults.OnPut(fault) : faults.OnUploadUrl(fault);
        Log($"fault on {(isPut ? "put" : "link")}: {fault}{(faults.Offline ? ", offline" : "")}");
    }

    private string NewFile()
    {
        // Some names come again with other bytes, and some bytes under another name.
        var name = $"IMG_{_random.Next(4):0000}.jpg";
        if (_random.Next(5) == 0 && Photos() is [var other, ..])
        {
            var copy = Path.Combine(_folder, $"copy{_files++}.jpg");
            File.Copy(other, copy, overwrite: true);
            return copy;
        }

        _files++;
        var file = _test.NewPhoto(_folder, name, 3000 + _random.Next(20_000));
        if (_random.Next(4) > 0)
        {
            // Written a while ago, so that nothing waits until it stands still; the others are fresh.
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-1));
        }

        return file;
    }

    private async Task UploadAsync()
    {
        var files = Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => NewFile()).Distinct().ToArray();
        var place = _places[_random.Next(_places.Length)];
        Array.ForEach(files, file => _intentions.Send(Sha256(file), place.LinkId));
        string[] album = place.AlbumId is { } id ? ["--album", id] : [];
        string[] wait = _random.Next(3) == 0 ? ["--no-wait"] : ["--timeout", Timeout];
        await RunAsync(Here, ["upload", .. files, "--event", place.LinkId, .. album, .. wait]);
    }

    /// <summary>The event of the photos in the folder, which a hot folder may send there.</summary>
    private string Known(string linkId)
    {
        Array.ForEach(Photos(), file => _intentions.Send(Sha256(file), linkId));
        return linkId;
    }

    private async Task TwoAtOnceAsync()
    {
        var file = NewFile();
        var linkId = Known(_places[0].LinkId);
        await Task.WhenAll(
            RunAsync(Here, "upload", file, "--event", linkId, "--timeout", Timeout),
            RunAsync(Here, "watch", _folder, "--event", linkId, "--once", "--timeout", Timeout));
    }

    private async Task RemoveAsync()
    {
        if (await DrawAsync(Here) is not { } row)
        {
            return;
        }

        if (row.State == QueuedUploadState.Removed)
        {
            _intentions.UndoRemoval(row.Sha256, row.LinkId);
            await RunAsync(Here, "queue", "take-back", row.Id);
            return;
        }

        var arrived = _test.Emulator.Photos;
        var result = await RunAsync(Here, "queue", "remove", row.Id[..12]);

        // It may wait for another album of the event, or on the other computer, too.
        if (!result.WasKilled && result.ExitCode == 0 && row.State is QueuedUploadState.Waiting or QueuedUploadState.Failed
            && (await ListAsync(Here)).Count(other => (other.Sha256, other.LinkId) == (row.Sha256, row.LinkId)) == 1
            && (await ListAsync(_dataFolders[1])).All(other => other.Sha256 != row.Sha256))
        {
            _intentions.Remove(row.Sha256, row.LinkId, arrived);
        }
    }

    private async Task MoveAsync()
    {
        var place = _places[_random.Next(_places.Length)];
        if (await DrawAsync(Here) is { } row)
        {
            _intentions.Send(row.Sha256, place.LinkId);
            string[] album = place.AlbumId is { } id ? ["--album", id] : [];
            await RunAsync(Here, ["queue", "move", row.Id[..12], "--event", place.LinkId, .. album]);
        }
    }

    private async Task ExportAsync()
    {
        foreach (var row in await ListAsync(Here))
        {
            _intentions.MayComeFromTwoPlaces(row.Sha256);
        }

        await RunAsync(Here, "queue", "export", _drive);
        await RunAsync(Anywhere, _random.Next(3) == 0 ? ["queue", "take-back"] : ["queue", "import", _drive]);
    }

    private async Task<QueuedUpload?> DrawAsync(string data)
    {
        var rows = await ListAsync(data);
        return rows.Count == 0 ? null : rows[_random.Next(rows.Count)];
    }

    // Not by "queue list": a process that only looks costs as much CPU as one that sends, and would be a third of all.
    private static async Task<IReadOnlyList<QueuedUpload>> ListAsync(string data)
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new() { Folder = Path.Combine(data, "queue") });
        List<QueuedUpload> rows = [];
        await foreach (var row in queue.EnumerateAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    private Task<Command> RunAsync(string data, params string[] arguments) => RunAsync(data, _random.Next(4), arguments);

    private Task<Command> RunUndisturbedAsync(string data, params string[] arguments) => RunAsync(data, disturbance: 3, arguments);

    // Killed with the first or second request that it makes, or interrupted then; most are left alone.
    private async Task<Command> RunAsync(string data, int disturbance, string[] arguments)
    {
        var requests = _test.Emulator.Requests.Count + 1 + _random.Next(3);
        var (kills, interrupts) = (disturbance == 0, disturbance == 1);
        var start = Stopwatch.GetTimestamp();
        using var tool = _test.Start([.. arguments, "--data-dir", data, "--json"]);
        var end = tool.EndAsync();
        if (kills || interrupts)
        {
            using var over = new CancellationTokenSource();
            var moment = _test.Emulator.WaitUntilAsync(() => _test.Emulator.Requests.Count >= requests, over.Token);
            await Task.WhenAny(end, moment);
            (kills, interrupts) = (kills && !end.IsCompleted, interrupts && !end.IsCompleted);
            await over.CancelAsync();
            if (kills)
            {
                tool.Kill();
            }
            else if (interrupts)
            {
                tool.Interrupt();
            }
        }

        var (exitCode, output, error) = await end;
        var command = new Command(arguments, kills, interrupts, exitCode, output, error);
        Log(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s] {command}"));
        command.Check();
        return command;
    }

    private void Log(string text)
    {
        lock (_story)
        {
            _story.AppendLine(text);
        }
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
