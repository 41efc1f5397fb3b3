using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests;

public sealed class QueueSpoolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SpoolFolder _files;

    public QueueSpoolTests() => _files = new SpoolFolder(_folder.Path, sourcesNeverChange: false);

    public void Dispose() => _folder.Dispose();

    private UploadJob Keep(string? source)
    {
        var bytes = _files.Receive("a", source is null ? UploadContent.FromBytes(Pictures.Bytes(100)) : UploadContent.FromFile(source), TestContext.Current.CancellationToken);
        return _files.Keep(new UploadJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256, SourcePath = source });
    }

    private QueueSpool OnADiskThatSays(Exception e) => new(_files, NullLogger.Instance, _ => throw e);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F073_A_bad_sector_is_read_three_times_and_then_the_source(bool hasSource)
    {
        var job = Keep(hasSource ? _folder.Picture(length: 100) : null);
        var spool = OnADiskThatSays(new IOException("Input/output error", 5));

        await Assert.ThrowsAsync<IOException>(() => spool.CheckAsync(job, byHash: true));
        await Assert.ThrowsAsync<IOException>(() => spool.CheckAsync(job, byHash: true));

        Assert.Equal(hasSource, (await spool.CheckAsync(job, byHash: true)).Damage is null);
        Assert.Equal(Pictures.Bytes(100), await File.ReadAllBytesAsync(_files.BytesPath("a"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bytes_deleted_with_their_folder_are_fetched_from_their_source()
    {
        SpoolFolder files = new(_folder.File("spool"), sourcesNeverChange: false);
        var content = UploadContent.FromFile(_folder.Picture(length: 100));
        var bytes = files.Receive("a", content, TestContext.Current.CancellationToken);
        var job = files.Keep(new UploadJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256, SourcePath = content.FilePath });
        Directory.Delete(files.Folder, recursive: true);

        Assert.Null((await new QueueSpool(files, NullLogger.Instance).CheckAsync(job, byHash: true)).Damage);
        Assert.Equal(Pictures.Bytes(100), await File.ReadAllBytesAsync(files.BytesPath("a"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cancelled_it_takes_nothing_over(bool isFile)
    {
        SpoolFolder files = new(_folder.File("spool"), sourcesNeverChange: false);
        var content = isFile ? UploadContent.FromFile(_folder.Picture(length: 100)) : UploadContent.FromBytes(Pictures.Bytes(100));

        Assert.Throws<OperationCanceledException>(() => files.Receive("a", content, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFiles(files.Folder));
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_is_not_damaged()
    {
        var job = Keep(null);
        var denied = OnADiskThatSays(new UnauthorizedAccessException());
        var held = OnADiskThatSays(new IOException("The file is used by another process.", unchecked((int)0x80070020)));
        for (var n = 0; n < 5; n++)
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => denied.CheckAsync(job, byHash: true));
            await Assert.ThrowsAsync<IOException>(() => held.CheckAsync(job, byHash: true));
        }
    }
}
