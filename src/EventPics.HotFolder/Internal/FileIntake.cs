using System.Collections.Concurrent;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Examines one file at a time: is it finished, is it new, then into the queue with it.</summary>
internal sealed class FileIntake(UploadQueue queue, HotFolderOptions options, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, bool> _unknownAlbums = new();
    private readonly Readiness _readiness = new(options.QuietTime, options.QuietTimeForVideo);

    public async Task<Verdict> ExamineAsync(Candidate file, Func<TimeSpan> clock, CancellationToken cancellationToken)
    {
        try
        {
            return Check(file, clock(), cancellationToken) is var (verdict, sha256) && sha256 is null
                ? verdict!
                : await HandOverAsync(file, sha256!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Verdict.Gone();
        }
        catch (UnauthorizedAccessException e)
        {
            return new Verdict.Wait(WaitReason.Locked, LongestPause, e.Message);
        }
        catch (IOException e) when (e is not UploadQueueException)
        {
            return new Verdict.Wait(WaitReason.Locked, LongestPause, e.Message);
        }
    }

    private (Verdict? Verdict, string? Sha256) Check(Candidate file, TimeSpan now, CancellationToken cancellationToken)
    {
        if (FileSnapshot.Take(file.Path) is not { } snapshot)
        {
            return (new Verdict.Gone(), null);
        }

        if (Paths.IsBehindLink(file.Folder.Path, file.Path))
        {
            return (new Verdict.Skip(SkipReason.Link), null);
        }

        file.Look(snapshot, now);
        var quiet = now - file.QuietSince;
        if (snapshot.Length == 0)
        {
            return (quiet < Readiness.Empty ? Wait(WaitReason.Empty, Readiness.Empty - quiet) : new Verdict.Skip(SkipReason.Empty), null);
        }

        var required = file.RequiredQuiet ?? Readiness.Settle;
        if (quiet < required)
        {
            return (Wait(WaitReason.Unfinished, required - quiet), null);
        }

        // Only for a moment are writers kept out: the booth program must never stumble over this one.
        FileAccessProbe.OpenUnwritten(file.Path).Dispose();
        using var stream = FileAccessProbe.OpenShared(file.Path);
        var (kind, completeness) = FormatCheck.Inspect(stream);
        required = _readiness.RequiredQuiet(kind, completeness, file.IsVideo, file.Folder.IsOnNetwork);
        file.RequiredQuiet = required;
        if (quiet < required)
        {
            return (Wait(WaitReason.Unfinished, required - quiet), null);
        }

        if (completeness == Completeness.CutShort)
        {
            Log.CutShort(logger, file.Path);
        }

        var sha256 = Hashing.Sha256(stream, cancellationToken);
        return FileSnapshot.Take(file.Path) == snapshot ? (null, sha256) : (Wait(WaitReason.Unfinished, Readiness.Settle), null);
    }

    private static Verdict.Wait Wait(WaitReason reason, TimeSpan rest) => new(reason, rest < LongestPause ? rest : LongestPause);

    private async Task<Verdict> HandOverAsync(Candidate file, string sha256, CancellationToken cancellationToken)
    {
        string? albumId;
        try
        {
            albumId = await FindAlbumAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return BackOff(file, WaitReason.Albums, e);
        }

        try
        {
            return await EnqueueAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            return new Verdict.Refuse(e.Message);
        }
        catch (UploadQueueException e)
        {
            return BackOff(file, WaitReason.Queue, e);
        }
    }

    private async Task<Verdict> EnqueueAsync(Candidate file, string? albumId, string sha256, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(options.LinkId, albumId, sha256, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return new Verdict.Queued(known, WasKnown: true);
        }

        var request = new UploadRequest(options.LinkId, WireName.Of(file.Path), UploadContent.FromFile(file.Path))
        {
            AlbumId = albumId,
            TakenAt = TakenAt(file.Path),
        };
        var upload = await queue.EnqueueAsync(request, cancellationToken).ConfigureAwait(false);
        if (upload.Sha256 == sha256)
        {
            return new Verdict.Queued(upload, upload.WasAlreadyQueued);
        }

        // Somebody wrote the file between the look at it and the queue's copy of it, which may hold half of either.
        if (!upload.WasAlreadyQueued)
        {
            await queue.RemoveAsync(upload.Id, cancellationToken).ConfigureAwait(false);
        }

        return new Verdict.Wait(WaitReason.Unfinished, Readiness.Settle);
    }

    private DateTimeOffset? TakenAt(string path)
    {
        try
        {
            return CaptureTime.Read(path, options.TimeZone, options.TimeProvider);
        }
#pragma warning disable CA1031 // Better a picture without a time than no picture.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NoCaptureTime(logger, path, e);
            return null;
        }
    }

    private async Task<string?> FindAlbumAsync(Candidate file, CancellationToken cancellationToken)
    {
        var relative = FileFilter.Relative(file.Folder.Path, file.Path);
        var end = relative.IndexOf('/');
        if (!options.AlbumBySubfolder || end < 0)
        {
            return options.AlbumId;
        }

        var name = relative.Substring(0, end);
        var albumId = await options.FindAlbum!(name, cancellationToken).ConfigureAwait(false);
        if (albumId is null && _unknownAlbums.TryAdd(name, true))
        {
            Log.NoSuchAlbum(logger, name);
        }

        return albumId ?? options.AlbumId;
    }

    private static Verdict.Wait BackOff(Candidate file, WaitReason reason, Exception cause)
    {
        var delay = TimeSpan.FromSeconds(1 << Math.Min(file.Failures++, 5));
        return new Verdict.Wait(reason, delay < LongestBackOff ? delay : LongestBackOff, cause.Message);
    }
}
