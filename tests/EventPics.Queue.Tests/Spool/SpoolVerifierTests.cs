using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests.Spool;

public sealed class SpoolVerifierTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SpoolFolder _files;

    public SpoolVerifierTests() => _files = new SpoolFolder(_folder.Path, sourcesNeverChange: false);

    public void Dispose() => _folder.Dispose();

    private QueueJob Commit(string? source)
    {
        var bytes = _files.Write(
            "a", source is null ? UploadContent.FromBytes(TestImages.Jpeg(100)) : UploadContent.FromFile(source),
            TestContext.Current.CancellationToken);
        return _files.Commit(
            new QueueJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256, SourcePath = source });
    }

    private SpoolVerifier CreateWithReadError(Exception e) => new(_files, NullLogger.Instance, _ => throw e);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F073_A_bad_sector_is_read_three_times_and_then_the_source(bool hasSource)
    {
        var job = Commit(hasSource ? _folder.WritePhoto(length: 100, seed: 1) : null);
        var spool = CreateWithReadError(new IOException("Input/output error", 5));

        await Assert.ThrowsAsync<IOException>(() => spool.VerifyAsync(job, byHash: true));
        await Assert.ThrowsAsync<IOException>(() => spool.VerifyAsync(job, byHash: true));

        Assert.Equal(hasSource, (await spool.VerifyAsync(job, byHash: true)).Damage is null);
        Assert.Equal(TestImages.Jpeg(100), await File.ReadAllBytesAsync(_files.BytesPath("a"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bytes_deleted_with_their_folder_are_restored_from_the_source_file()
    {
        var files = new SpoolFolder(_folder.PathOf("spool"), sourcesNeverChange: false);
        var content = UploadContent.FromFile(_folder.WritePhoto(length: 100, seed: 1));
        var bytes = files.Write("a", content, TestContext.Current.CancellationToken);
        var job = files.Commit(
            new QueueJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256, SourcePath = content.FilePath });
        Directory.Delete(files.Folder, recursive: true);

        Assert.Null((await new SpoolVerifier(files, NullLogger.Instance).VerifyAsync(job, byHash: true)).Damage);
        Assert.Equal(TestImages.Jpeg(100), await File.ReadAllBytesAsync(files.BytesPath("a"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cancelled_write_leaves_no_files(bool isFile)
    {
        var files = new SpoolFolder(_folder.PathOf("spool"), sourcesNeverChange: false);
        var content = isFile
            ? UploadContent.FromFile(_folder.WritePhoto(length: 100, seed: 1))
            : UploadContent.FromBytes(TestImages.Jpeg(100));

        Assert.Throws<OperationCanceledException>(() => files.Write("a", content, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFiles(files.Folder));
    }

    [Fact]
    public async Task A_file_in_use_by_another_program_is_not_damaged()
    {
        var job = Commit(null);
        var denied = CreateWithReadError(new UnauthorizedAccessException());
        var locked = CreateWithReadError(new IOException("The file is used by another process.", unchecked((int)0x80070020)));
        for (var n = 0; n < 5; n++)
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => denied.VerifyAsync(job, byHash: true));
            await Assert.ThrowsAsync<IOException>(() => locked.VerifyAsync(job, byHash: true));
        }
    }
}
