using System.Collections.Concurrent;
using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>Many uploads at a time against a local server.</summary>
public sealed class UploadManyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_photos_are_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var requests = Requests(20).ToArray();

        var outcomes = await client.UploadManyAsync(requests, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(20, emulator.Photos.Count);
        Assert.Equal(requests.ToHashSet(), outcomes.Select(outcome => outcome.Request).ToHashSet());
        Assert.All(outcomes, outcome => Assert.Equal((outcome.Request.FileName, null), (outcome.Result!.FileName, outcome.Error)));
    }

    [Fact]
    public async Task One_failure_does_not_end_the_others()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        using var folder = new TempFolder();
        emulator.Faults.OnPut(Fault.Status(413)).OnPut(Fault.LostResponse);
        var path = folder.Write("gone.jpg", TestImages.Jpeg(1000));
        var gone = UploadRequest.FromFile("abcd1234", path);
        File.Delete(path);

        var outcomes = await client.UploadManyAsync([.. Requests(6), gone], cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(4, outcomes.Count(outcome => outcome is { Result: not null, Error: null }));
        var errors = outcomes.Where(outcome => outcome.Error is not null).Select(outcome => (outcome.Result, outcome.Error)).ToArray();
        Assert.Single(errors, error => error is (null, EventPicsException { Error: EventPicsError.PayloadTooLarge }));
        Assert.Single(errors, error => error is (null, EventPicsException { MayBeUploaded: true, UploadUrl: not null }));
        Assert.Single(errors, error => error is (null, FileNotFoundException));
    }

    [Fact]
    public async Task Disposing_the_client_ends_all_within_2_seconds()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.None).OnPut(Fault.Stall().Times(100));
        var finished = 0;
        var uploading = client.UploadManyAsync(
            Requests(1000),
            outcome =>
            {
                finished++;
                client.Dispose();
                return Task.CompletedTask;
            },
            cancellationToken: Token);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => uploading.WaitAsync(TimeSpan.FromSeconds(20), Token));

        Assert.Equal(1, finished);
        Assert.InRange(emulator.Requests.Count, 2, 10);
    }

    [Fact]
    public async Task Leaving_the_loop_cancels_the_rest()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.None).OnPut(Fault.Stall().Times(100));
        var read = 0;

        await foreach (var outcome in client.UploadManyAsync(Requests(1000, () => read++), cancellationToken: Token))
        {
            Assert.NotNull(outcome.Result);
            break;
        }

        Assert.Single(emulator.Photos);
        Assert.InRange(read, 1, 4);
    }

    [Fact]
    public async Task The_progress_adds_up_and_never_runs_backwards()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.DropAfter(400_000)).OnPut(Fault.None).OnPut(Fault.DropAfter(500_000));
        var reports = new ConcurrentQueue<UploadProgress>();

        await client.UploadManyAsync(Requests(5, length: 1_000_000), progress: new ProgressLog(reports.Enqueue), cancellationToken: Token)
            .ToListAsync(Token);

        Assert.Equal(new UploadProgress(5_000_000, 5_000_000, 0), reports.Last());
        Assert.All(reports, report => Assert.Equal(0, report.Attempt));
        Assert.All(reports.Zip(reports.Skip(1)), pair =>
            Assert.True(pair.First.BytesSent <= pair.Second.BytesSent && pair.First.TotalBytes <= pair.Second.TotalBytes, $"{pair}"));
        Assert.All(reports, report => Assert.True(report.BytesSent <= report.TotalBytes, $"{report}"));
    }

    [Fact]
    public async Task A_progress_handler_that_throws_ends_nothing()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var progress = new ProgressLog(_ => throw new InvalidOperationException("my window is closed"));

        var outcomes = await client.UploadManyAsync(Requests(5), progress: progress, cancellationToken: Token).ToListAsync(Token);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
    }

    [Fact]
    public async Task Unclear_photos_can_be_continued_together()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { CreateOnlyUploadUrls = true }, Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        emulator.Faults.OnPut(Fault.LostResponse.Times(5));
        var progress = new ProgressLog();
        var outcomes = await client.UploadManyAsync(Requests(5), cancellationToken: Token).ToListAsync(Token);

        var again = await client.UploadManyAsync(outcomes.Select(Continue), progress: progress, cancellationToken: Token)
            .ToListAsync(Token);

        Assert.All(again, outcome => Assert.Equal((0, false), (outcome.Result?.UploadUrlsIssued, outcome.Result?.PossibleDuplicate)));
        Assert.Equal(5, emulator.Photos.Count);
        Assert.Equal(new UploadProgress(25_000, 25_000, 0), progress.Reports[^1]);

        static UploadRequest Continue(UploadOutcome outcome)
        {
            outcome.Request.UploadUrl = ((EventPicsException)outcome.Error!).UploadUrl;
            return outcome.Request;
        }
    }

    private static IEnumerable<UploadRequest> Requests(int count, Action? read = null, int length = 5000)
    {
        for (var i = 0; i < count; i++)
        {
            read?.Invoke();
            yield return TestClient.Request(length, $"{i}.jpg");
        }
    }
}
