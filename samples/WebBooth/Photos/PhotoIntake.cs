using EventPics;
using EventPics.HotFolder;
using EventPics.Queue;
using Microsoft.Extensions.Options;

namespace WebBooth.Photos;

/// <summary>
/// Takes a file from a browser: writes it to the disk, examines its bytes, and hands it to the queue, which sends it to the album. The same file
/// sent again is stored once, because the queue knows its bytes.
/// </summary>
internal sealed partial class PhotoIntake : IDisposable
{
    // More bodies at once would hold more memory. A slow phone holds one place of many, and none of those that the disk needs.
    private readonly SemaphoreSlim _bodies = new(64);
    private readonly SemaphoreSlim _disk = new(4);
    private readonly UploadQueue _queue;
    private readonly BoothOptions _options;
    private readonly ILogger<PhotoIntake> _logger;
    private readonly string _folder;

    public PhotoIntake(UploadQueue queue, IOptions<BoothOptions> options, IHostEnvironment environment, ILogger<PhotoIntake> logger)
    {
        (_queue, _options, _logger) = (queue, options.Value, logger);
        _folder = Path.Combine(environment.ContentRootPath, _options.Folder, "incoming");
        Directory.CreateDirectory(_folder);
        foreach (var leftover in Directory.EnumerateFiles(_folder)) // of uploads that a power cut broke off; their browsers send them again
        {
            File.Delete(leftover);
        }
    }

    public async Task<QueuedUpload> StoreAsync(Stream body, string fileName, DateTimeOffset? takenAt, CancellationToken cancellationToken)
    {
        await _bodies.WaitAsync(cancellationToken);
        try
        {
            return await StoreInPlaceAsync(body, fileName, takenAt, cancellationToken);
        }
        finally
        {
            _bodies.Release();
        }
    }

    public void Dispose()
    {
        _bodies.Dispose();
        _disk.Dispose();
    }

    private async Task<QueuedUpload> StoreInPlaceAsync(
        Stream body, string fileName, DateTimeOffset? takenAt, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        try
        {
            await SaveAsync(body, path, cancellationToken);
            return await EnqueueAsync(path, fileName, takenAt, cancellationToken);
        }
        catch (Exception e) when (IsStorageProblem(e) && !cancellationToken.IsCancellationRequested)
        {
            LogCannotStore(e);
            throw PhotoRefusedException.CannotStore();
        }
        finally
        {
            Delete(path);
        }
    }

    private async Task<QueuedUpload> EnqueueAsync(
        string path, string fileName, DateTimeOffset? takenAt, CancellationToken cancellationToken)
    {
        await _disk.WaitAsync(cancellationToken);
        try
        {
            await ExamineAsync(path, cancellationToken);
            var content = UploadContent.FromFile(path);
            var request = new UploadRequest(_options.LinkId, fileName, content) { AlbumId = _options.AlbumId, TakenAt = takenAt };
            return await _queue.EnqueueAsync(request, cancellationToken);
        }
        finally
        {
            _disk.Release();
        }
    }

    private async Task SaveAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder); // in case it was deleted while the booth ran
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (file.Position + read > _options.MaxFileSize)
            {
                throw PhotoRefusedException.TooLarge(_options);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static async Task ExamineAsync(string path, CancellationToken cancellationToken)
    {
        var file = await MediaFileExaminer.ExamineAsync(path, cancellationToken);
        if (file.Kind == MediaFileKind.Other)
        {
            throw PhotoRefusedException.NotAPhoto();
        }

        if (file.Incomplete is { } detail)
        {
            throw PhotoRefusedException.CutShort(detail);
        }
    }

    private static bool IsStorageProblem(Exception e) => e is UnauthorizedAccessException or (IOException and not BadHttpRequestException);

    // A virus scanner may hold the file; the next start deletes it.
    private void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsStorageProblem(e))
        {
            LogCannotDelete(e);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "A temporary file could not be deleted")]
    private partial void LogCannotDelete(Exception exception);

    [LoggerMessage(3, LogLevel.Error, "A guest's photo could not be stored")]
    private partial void LogCannotStore(Exception exception);
}
