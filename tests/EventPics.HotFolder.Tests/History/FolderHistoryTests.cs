using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.History;

/// <summary>The event that a folder was used for is known under any path, and survives damage.</summary>
public sealed class FolderHistoryTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly string _folder;

    public FolderHistoryTests() => _folder = Directory.CreateDirectory(Path.Combine(_root.Path, "photos")).FullName;

    public static TheoryData<string, Func<string, string>> OtherPaths => new()
    {
        { "link", folder => Directory.CreateSymbolicLink(folder + "-link", folder).FullName },
        { "link to the folder above", folder => Path.Combine(
            Directory.CreateSymbolicLink(folder + "-above", Path.GetDirectoryName(folder)!).FullName, Path.GetFileName(folder)) },
        { "moved", folder => Moved(folder) },
        { "trailing separator", folder => folder + Path.DirectorySeparatorChar },
        { "copied", folder => Copied(folder) },
    };

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(OtherPaths))]
    public async Task Photos_of_the_old_event_stay_with_it_under_every_path(string name, Func<string, string> other)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        var status = await fixture.WatchOnceAsync(other(_folder), "b");
        Assert.True(status.SkippedFiles.Select(static file => file.Reason).SequenceEqual([SkipReason.OtherEvent]), name);
        Assert.Empty(await fixture.ListAsync());
    }

    [Fact]
    public async Task The_files_contain_only_what_is_read_and_older_ones_that_contain_more_are_understood()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        await fixture.WatchOnceAsync(_folder, "b");
        var (history, marker) = (Path.Combine(fixture.Queue.Folder, "hot-folders.json"), Path.Combine(_folder, MarkerFile.Name));
        var (historyText, markerText) = (File.ReadAllText(history), File.ReadAllText(marker));
        Assert.DoesNotContain("\"last\"", historyText, StringComparison.Ordinal);
        Assert.DoesNotContain("\"isTakenOver\"", historyText, StringComparison.Ordinal);
        Assert.DoesNotContain("\"all\"", markerText, StringComparison.Ordinal);

        File.WriteAllText(history, historyText.Replace(
            "\"earlier\":[", "\"last\":{\"linkId\":\"a\"},\"isTakenOver\":false,\"earlier\":[", StringComparison.Ordinal));
        File.WriteAllText(
            marker, markerText.Replace("\"earlier\":[", "\"all\":[{\"linkId\":\"a\"}],\"earlier\":[", StringComparison.Ordinal));
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        Assert.Equal(SkipReason.OtherEvent, Assert.Single((await fixture.WatchOnceAsync(_folder, "c")).SkippedFiles).Reason);
        Assert.Equal(1, (await fixture.WatchOnceAsync(_folder, "b")).Enqueued);
    }

    [Fact]
    public void The_marker_is_hidden()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere the dot in its name hides it.");
        for (var use = 0; use < 2; use++)
        {
            Assert.True(MarkerFile.Write(_folder, new MarkerContent { Id = "1" }));
            Assert.True(File.GetAttributes(Path.Combine(_folder, MarkerFile.Name)).HasFlag(FileAttributes.Hidden));
        }
    }

    [Fact]
    public async Task Another_card_at_the_same_path_has_its_own_history()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        Directory.Move(_folder, _folder + "-1");
        Directory.CreateDirectory(_folder);
        await fixture.WatchOnceAsync(_folder, "b");
        Directory.Move(_folder, _folder + "-2");
        // The first card again: it was never used for b.
        Directory.Move(_folder + "-1", _folder);
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        Assert.Equal(1, (await fixture.WatchOnceAsync(_folder, "a")).Enqueued);
    }

    [Fact]
    public async Task A_card_swapped_while_watching_has_its_own_history()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        Directory.Move(_folder, _folder + "-1");
        Directory.CreateDirectory(_folder);
        await using var watch = await fixture.WatchAsync(options => (options.Path, options.LinkId) = (_folder, "b"));
        await HotFolderFixture.WaitUntilSettledAsync(watch);
        Directory.Move(_folder, _folder + "-2");
        Directory.Move(_folder + "-1", _folder);
        await Eventually.TrueAsync(() => watch.Status.SkippedFiles is [{ Reason: SkipReason.OtherEvent }]);
        Assert.Empty(await fixture.ListAsync());
    }

    [Fact]
    public async Task A_copied_folder_gets_its_own_history_and_keeps_the_original_one_unchanged()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        var copy = Copied(_folder);
        await fixture.WatchOnceAsync(copy, "b");
        File.WriteAllBytes(Path.Combine(_folder, "a.jpg"), TestMedia.Jpeg(seed: 1));
        File.WriteAllBytes(Path.Combine(copy, "b.jpg"), TestMedia.Jpeg(seed: 3));
        Assert.Equal(1, (await fixture.WatchOnceAsync(_folder, "a")).Enqueued);
        Assert.Equal(1, (await fixture.WatchOnceAsync(copy, "b")).Enqueued);
    }

    [Fact]
    public async Task After_a_mistyped_event_is_corrected_its_photos_are_accepted_again()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "of-a.jpg"), TestMedia.Jpeg(seed: 1));
        Assert.Equal(0, (await fixture.WatchOnceAsync(_folder, "typo")).Enqueued);
        File.WriteAllBytes(Path.Combine(_folder, "of-typo.jpg"), TestMedia.Jpeg(seed: 3));
        var status = await fixture.WatchOnceAsync(_folder, "a");
        Assert.Equal((1, "of-typo.jpg"), (status.Enqueued, Path.GetFileName(Assert.Single(status.SkippedFiles).Path)));
        File.WriteAllBytes(Path.Combine(_folder, "of-a-2.jpg"), TestMedia.Jpeg(seed: 5));
        Assert.Equal((1, 1), (await fixture.WatchOnceAsync(_folder, "a")) is { } again ? (again.Enqueued, again.AlreadyKnown) : default);
        // Back again: the photos of a are excluded, its own are sent.
        status = await fixture.WatchOnceAsync(_folder, "typo");
        Assert.Equal((1, 2), (status.Enqueued, status.Skipped));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_change_back_an_old_photo_that_arrived_in_between_is_skipped(bool isMovedIn)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var elsewhere = Path.Combine(_root.Path, "elsewhere.jpg");
        File.WriteAllBytes(elsewhere, TestMedia.Jpeg(seed: 1));
        File.WriteAllBytes(Path.Combine(_folder, "of-a.jpg"), TestMedia.Jpeg(seed: 3));
        await fixture.WatchOnceAsync(_folder, "a");
        await fixture.WatchOnceAsync(_folder, "b");
        if (isMovedIn)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux reports when a file was moved.");
            File.Move(elsewhere, Path.Combine(_folder, "moved.jpg"));
        }
        else
        {
            File.WriteAllBytes(Path.Combine(_folder, "of-a.jpg"), TestMedia.Jpeg(seed: 5));
        }

        var status = await fixture.WatchOnceAsync(_folder, "a");
        Assert.Equal((0, SkipReason.OtherEvent), (status.Enqueued, Assert.Single(status.SkippedFiles).Reason));
    }

    [Fact]
    public void A_photo_dated_ahead_belongs_to_its_first_event_also_after_a_change_back()
    {
        var history = new FolderHistory(Path.Combine(_root.Path, "queue"), NullLogger.Instance);
        var now = new DateTimeOffset(2066, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ahead = now.UtcDateTime.AddYears(9);
        history.RecordUse(_folder, "a", now, () => []);
        Assert.Equal(
            SkipReason.OtherEvent,
            history.RecordUse(_folder, "b", now.AddHours(1), () => [("ahead.jpg", ahead)]).FindSkipReason("ahead.jpg", ahead));
        var use = history.RecordUse(_folder, "a", now.AddHours(2), () => [("ahead.jpg", ahead), ("ahead2.jpg", ahead.AddHours(1))]);
        Assert.Null(use.FindSkipReason("ahead.jpg", ahead));
        Assert.Equal(SkipReason.OtherEvent, use.FindSkipReason("ahead2.jpg", ahead.AddHours(1)));
        Assert.Equal(SkipReason.OtherEvent, use.FindSkipReason("of-b.jpg", now.UtcDateTime.AddMinutes(90)));
        Assert.Null(use.FindSkipReason("of-a.jpg", now.UtcDateTime.AddMinutes(30)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"queueId\":null,\"folders\":null}")]
    [InlineData("{\"queueId\":\"q\",\"folders\":[null]}")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_damaged_history_is_restored_from_its_backup(string? text)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        var history = Path.Combine(fixture.Queue.Folder, "hot-folders.json");
        var whole = File.ReadAllText(history);
        Damage(history, text);
        // Without the marker, so that only the history knows.
        File.Delete(Path.Combine(_folder, MarkerFile.Name));
        var status = await fixture.WatchOnceAsync(_folder, "b");
        Assert.Equal(SkipReason.OtherEvent, Assert.Single(status.SkippedFiles).Reason);
        Assert.Empty(status.Problems);
        Assert.Contains(Path.GetFileName(_folder), whole, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(history), File.ReadAllText(history + ".bak"));
    }

    [Theory]
    [InlineData("a", false)]
    [InlineData("b", false)]
    [InlineData("b", true)]
    public async Task Without_history_and_backup_existing_photos_belong_to_an_unknown_event(string next, bool keepsMarker)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        File.WriteAllBytes(Path.Combine(_folder, "sent.jpg"), TestMedia.Jpeg(seed: 1));
        await fixture.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg(seed: 3));
        var history = Path.Combine(fixture.Queue.Folder, "hot-folders.json");
        Damage(history, "damaged");
        Damage(history + ".bak", "damaged");
        if (!keepsMarker)
        {
            File.Delete(Path.Combine(_folder, MarkerFile.Name));
        }

        var status = await fixture.WatchOnceAsync(_folder, next);
        Assert.Equal((0, next == "a" ? 1 : 0), (status.Enqueued, status.AlreadyKnown));
        Assert.All(status.SkippedFiles, file => Assert.Equal(SkipReason.OtherEvent, file.Reason));
        Assert.Contains("late.jpg", status.SkippedFiles.Select(file => Path.GetFileName(file.Path)));
        if (!keepsMarker)
        {
            Assert.Equal(HotFolderProblemKind.HistoryLost, Assert.Single(status.Problems).Kind);
        }

        File.WriteAllBytes(Path.Combine(_folder, "new.jpg"), TestMedia.Jpeg(seed: 5));
        Assert.Equal(1, (await fixture.WatchOnceAsync(_folder, next)).Enqueued);
        Assert.Equal("damaged", File.ReadAllText(history + ".damaged"));
        Assert.Equal(next == "a" ? 1 : 2, (await fixture.WatchOnceAsync(_folder, next, resend: true)).Enqueued);
    }

    [Fact]
    public async Task A_card_copied_after_the_change_counts_as_new_however_old_its_photos()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        var old = Path.Combine(_folder, "old.jpg");
        File.WriteAllBytes(old, TestMedia.Jpeg(seed: 1));
        File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await fixture.WatchOnceAsync(_folder, "b");
        Assert.SkipUnless(FileTimes.ArrivedUtc(old, DateTime.MinValue) > DateTime.MinValue, "The file system has no creation times.");
        // Renamed or not, a file that was present is not new.
        File.Move(old, Path.Combine(_folder, "renamed.jpg"));
        var copied = Path.Combine(_folder, "copied.jpg");
        File.WriteAllBytes(copied, TestMedia.Jpeg(seed: 3));
        File.SetLastWriteTimeUtc(copied, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var status = await fixture.WatchOnceAsync(_folder, "b");
        Assert.Equal((1, "renamed.jpg"), (status.Enqueued, Path.GetFileName(Assert.Single(status.SkippedFiles).Path)));
    }

    [Fact]
    public void A_subfolder_reached_by_another_path_belonged_to_the_event_of_the_folder_above()
    {
        var history = new FolderHistory(Path.Combine(_root.Path, "queue"), NullLogger.Instance);
        var now = TimeProvider.System.GetUtcNow();
        history.RecordUse(_folder, "a", now, () => []);
        var link = Directory.CreateSymbolicLink(_folder + "-link", _folder).FullName;
        var sub = Directory.CreateDirectory(Path.Combine(_folder, "sub")).FullName;
        Assert.NotNull(history.RecordUse(Path.Combine(link, "sub"), "b", now.AddHours(1), () => []).ChangedAt);
        Assert.NotNull(history.RecordUse(sub, "c", now.AddHours(2), () => []).ChangedAt);
    }

    private static void Damage(string path, string? text)
    {
        File.Delete(path);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }
    }

    private static string Moved(string folder)
    {
        Directory.Move(folder, folder + "-moved");
        return folder + "-moved";
    }

    private static string Copied(string folder)
    {
        var copy = Directory.CreateDirectory(folder + "-copy").FullName;
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            File.SetLastWriteTimeUtc(Path.Combine(copy, Path.GetFileName(file)), File.GetLastWriteTimeUtc(file));
        }

        return copy;
    }
}
