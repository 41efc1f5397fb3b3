using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Formats;

public sealed class MediaFileExaminerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_photo_has_its_kind_length_and_name()
    {
        var photo = TestMedia.Jpeg();
        var found = await ExamineAsync(_folder.Write("a.jpg", photo));
        Assert.Equal(
            (MediaFileKind.Photo, photo.Length, false, null, "a.jpg"),
            (found.Kind, found.Length, found.IsBeingWritten, found.Incomplete, found.FileName));
    }

    [Fact]
    public async Task The_kind_comes_from_the_bytes_and_not_from_the_name()
    {
        Assert.Equal(MediaFileKind.Video, (await ExamineAsync(_folder.Write("a.jpg", TestMedia.Mp4()))).Kind);
        Assert.Equal(MediaFileKind.Photo, (await ExamineAsync(_folder.Write("b.mp4", TestMedia.Heic()))).Kind);
        Assert.Equal(MediaFileKind.Other, (await ExamineAsync(_folder.Write("c.jpg", "[printer]\nname=DNP RX1"u8.ToArray()))).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_truncated_photo_is_incomplete_with_a_reason(int length)
    {
        var found = await ExamineAsync(_folder.Write("a.jpg", TestMedia.Jpeg()[..length]));
        Assert.Contains("missing", found.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preallocated_space_and_a_missing_header_are_incomplete_with_a_reason()
    {
        Assert.Contains("zeros", (await ExamineAsync(_folder.Write("a.jpg", new byte[5000]))).Incomplete, StringComparison.Ordinal);
        Assert.Contains(
            "zeros", (await ExamineAsync(_folder.Write("b.webp", [.. new byte[50], .. TestMedia.WebP()[50..]]))).Incomplete,
            StringComparison.Ordinal);
        Assert.Contains(
            "zeros", (await ExamineAsync(_folder.Write("c.mp4", [.. new byte[50], .. TestMedia.Mp4()[50..]]))).Incomplete,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_open_for_writing_is_being_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "This system doesn't report it.");
        var path = _folder.Write("a.mp4", TestMedia.Mp4());
        await using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            Assert.True((await ExamineAsync(path)).IsBeingWritten);
        }

        await using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            Assert.False((await ExamineAsync(path)).IsBeingWritten);
        }
    }

    [Fact]
    public async Task A_locked_file_is_being_written()
    {
        var path = _folder.Write("a.jpg", TestMedia.Jpeg());
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var found = await ExamineAsync(path);
            Assert.True(found.IsBeingWritten);
            Assert.NotNull(found.Incomplete);
        }
    }

    [Fact]
    public async Task Examining_never_blocks_a_writer_and_no_signal_ends_the_process()
    {
        var path = _folder.Write("a.jpg", TestMedia.Jpeg());
        var examining = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await ExamineAsync(path);
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; !examining.IsCompleted; i++)
        {
            await using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            writer.WriteByte(0xFF);
        }

        await examining;
    }

    [Fact]
    public async Task The_upload_file_name_is_sanitized()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        Assert.Equal("a_b_c_.jpg", (await ExamineAsync(_folder.Write("a\\b\tc\u202E.jpg", TestMedia.Jpeg()))).FileName);
    }

    [Fact]
    public async Task A_missing_file_throws()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => ExamineAsync(Path.Combine(_folder.Path, "missing.jpg")));
        await Assert.ThrowsAsync<ArgumentException>(() => ExamineAsync(" "));
    }

    private static Task<MediaFileExamination> ExamineAsync(string path) =>
        MediaFileExaminer.ExamineAsync(path, TestContext.Current.CancellationToken);
}
