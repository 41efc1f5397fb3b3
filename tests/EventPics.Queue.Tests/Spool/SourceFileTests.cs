using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Spool;

/// <summary>How a source file gets into the queue's folder.</summary>
public sealed class SourceFileTests : QueueTest
{
    [Fact]
    public async Task F066_The_source_file_may_change_and_vanish_after_enqueuing()
    {
        var path = Folder.WritePhoto();
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        queue.Pause();
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        using (var file = File.OpenWrite(path))
        {
            file.Write(new byte[100]);
        }

        File.Delete(path);
        queue.Resume();
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(upload.Sha256, Assert.Single(Service.Hashes));
    }

    [Fact]
    public async Task A_hard_link_is_created_when_source_files_never_change()
    {
        var path = Folder.WritePhoto();
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = QueueFolder, SourceFilesNeverChange = true }, cancellationToken: Token);
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        File.AppendAllText(path, "x");

        Assert.Equal(2001, new FileInfo(Path.Combine(Spool, upload.Id + ".bin")).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_symbolic_link_to_a_photo_is_enqueued_as_the_photo(bool sourceFilesNeverChange)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows only administrators can create symbolic links.");
        var path = Folder.WritePhoto();
        var bytes = File.ReadAllBytes(path);
        var link = File.CreateSymbolicLink(Folder.PathOf("link.jpg"), path).FullName;
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = QueueFolder, SourceFilesNeverChange = sourceFilesNeverChange }, cancellationToken: Token);

        var upload = await queue.EnqueueAsync("wedding", link, cancellationToken: Token);
        File.Delete(path);

        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(Spool, upload.Id + ".bin")));
    }

    [Fact]
    public async Task F069_F070_Invalid_content_is_rejected_when_it_is_enqueued()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        File.WriteAllBytes(Folder.PathOf("empty.jpg"), []);
        await Assert.ThrowsAsync<ArgumentException>(
            () => queue.EnqueueAsync("wedding", Folder.PathOf("empty.jpg"), cancellationToken: Token));
        await Assert.ThrowsAsync<FileNotFoundException>(
            () => queue.EnqueueAsync("wedding", Folder.PathOf("gone.jpg"), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.EnqueueAsync("two words", Folder.WritePhoto(), cancellationToken: Token));
        var grown = UploadRequest.FromFile("wedding", Folder.WritePhoto());
        File.Delete(Folder.PathOf("p.jpg"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => queue.EnqueueAsync(grown, Token));
        await Assert.ThrowsAsync<IOException>(
            () => queue.EnqueueAsync(new UploadRequest("wedding", "a.jpg", UploadContent.FromStream(ShrinkingStream.Next)), Token));
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(null, 1000, Token));
    }

    private static class ShrinkingStream
    {
        private static int _length = 10;

        public static MemoryStream Next() => new(new byte[Interlocked.Decrement(ref _length)]);
    }
}
