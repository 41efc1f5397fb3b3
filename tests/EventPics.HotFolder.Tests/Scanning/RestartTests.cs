using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Scanning;

/// <summary>What a start recognizes without reading a photo.</summary>
public class RestartTests
{
    [Theory]
    [InlineData(AfterUpload.Keep)]
    [InlineData(AfterUpload.Move)]
    public async Task Photos_sent_before_are_recognized_without_being_read(AfterUpload afterUpload)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var paths = Enumerable.Range(0, 20).Select(i => fixture.Folder.Write($"{i}.jpg", TestMedia.Jpeg(seed: 2 * i))).ToList();
        await WatchOnceAsync(fixture);
        // Other bytes of the same length with the same time: reading them would find other photos.
        foreach (var path in paths)
        {
            var written = File.GetLastWriteTimeUtc(path);
            await File.WriteAllBytesAsync(path, TestMedia.Noise(1, (int)new FileInfo(path).Length), TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, written);
        }

        var again = await WatchOnceAsync(fixture, options => options.AfterUpload = afterUpload);
        Assert.Equal((0, 20), (again.Enqueued, again.AlreadyKnown));
        Assert.Equal(20, (await fixture.ListAsync()).Count);
    }

    [Fact]
    public async Task Another_card_at_the_same_path_is_scanned_like_the_first()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var card = Path.Combine(fixture.Folder.Path, "card");
        Directory.CreateDirectory(card);
        fixture.Folder.OldFile("second/last-week.jpg", TestMedia.Jpeg());
        await using var folder = await fixture.WatchAsync(options => (options.Path, options.MaxAge) = (card, TimeSpan.Zero));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Directory.Move(card, card + "1");
        await Eventually.TrueAsync(() => folder.Status.Problem is not null);
        Directory.Move(Path.Combine(fixture.Folder.Path, "second"), card);
        await Eventually.TrueAsync(() => folder.Status.Enqueued + folder.Status.Skipped > 0);
        Assert.Equal(SkipReason.TooOld, Assert.Single(folder.Status.SkippedFiles).Reason);
    }

    [Fact]
    public async Task Photos_sent_before_are_never_too_old()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.OldFile("a.jpg", TestMedia.Jpeg());
        await WatchOnceAsync(fixture);
        var again = await WatchOnceAsync(fixture, static options => options.MaxAge = TimeSpan.Zero);
        Assert.Equal((1, 0), (again.AlreadyKnown, again.Skipped));
    }

    [Fact]
    public async Task A_photo_with_a_new_modification_time_is_read_once_and_recognized_at_the_next_start()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WatchOnceAsync(fixture);
        var touched = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, touched);
        var again = await WatchOnceAsync(fixture);
        Assert.Equal((0, 1), (again.Enqueued, again.AlreadyKnown));
        Assert.Equal(touched, Assert.Single(await fixture.ListAsync()).SourceModifiedAt?.UtcDateTime);
    }

    [Fact]
    public async Task A_sent_photo_whose_file_changed_at_the_same_length_is_a_new_photo()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg(seed: 1));
        await WatchOnceAsync(fixture);
        var other = TestMedia.Jpeg(seed: 1);
        other[^10] = other[^10] == 1 ? (byte)2 : (byte)1;
        await File.WriteAllBytesAsync(path, other, TestContext.Current.CancellationToken);
        await WatchOnceAsync(fixture);
        await fixture.AssertQueuedAsync(TestMedia.Jpeg(seed: 1), other);
    }

    private static async Task<HotFolderStatus> WatchOnceAsync(HotFolderFixture fixture, Action<HotFolderOptions>? configure = null)
    {
        await using var folder = await fixture.WatchAsync(configure);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        return folder.Status;
    }
}
