using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>The progress reports of an upload.</summary>
public sealed class UploadProgressTests
{
    private const int Length = 3_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_starts_at_zero_grows_and_ends_with_the_whole_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var progress = new ProgressLog();

        await client.UploadAsync(TestClient.Request(Length), progress, Token);

        AssertGrows(progress.Reports);
        Assert.Equal(new UploadProgress(Length, Length, attempt: 1), progress.Reports[^1]);
        Assert.True(progress.Reports.Count > 5, "A bar should move more often.");
    }

    [Fact]
    public async Task Every_attempt_starts_at_zero_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var progress = new ProgressLog();
        emulator.Faults.OnPut(Fault.DropAfter(1_000_000)).OnPut(Fault.Status(503)).OnPut(Fault.Expired);

        var result = await client.UploadAsync(TestClient.Request(Length), progress, Token);

        var attempts = progress.Reports.GroupBy(report => report.Attempt).ToArray();
        Assert.All(attempts, attempt => AssertGrows([.. attempt]));
        Assert.Equal(progress.Reports.Select(report => report.Attempt).Order(), progress.Reports.Select(report => report.Attempt));
        Assert.Equal((4, 4), (result.Attempts, attempts[^1].Key));
        Assert.Equal(Length, progress.Reports[^1].BytesSent);
    }

    [Fact]
    public async Task A_plain_put_counts_from_one()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var progress = new ProgressLog();
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token);

        await client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(1000)), progress, Token);

        Assert.Equal([new(0, 1000, 1), new(1000, 1000, 1)], progress.Reports);
    }

    [Fact]
    public void Two_equal_reports_are_equal()
    {
        var one = new UploadProgress(1, 2, 3);

        Assert.True(one == new UploadProgress(1, 2, 3) && one.Equals((object)new UploadProgress(1, 2, 3)));
        Assert.True(one != new UploadProgress(0, 2, 3) && one != new UploadProgress(1, 0, 3) && one != new UploadProgress(1, 2, 0));
        Assert.Equal(one.GetHashCode(), new UploadProgress(1, 2, 3).GetHashCode());
        Assert.Equal("1 of 2 bytes, attempt 3", one.ToString());
    }

    private static void AssertGrows(IReadOnlyList<UploadProgress> attempt)
    {
        Assert.Equal(0, attempt[0].BytesSent);
        Assert.All(attempt, report => Assert.Equal(Length, report.TotalBytes));
        Assert.All(
            attempt.Zip(attempt.Skip(1)),
            pair => Assert.True(pair.First.BytesSent < pair.Second.BytesSent, $"{pair.First} before {pair.Second}"));
    }
}
