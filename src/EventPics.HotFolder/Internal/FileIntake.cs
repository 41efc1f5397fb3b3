using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Examines one file at a time: is it finished, where does it go, then into the queue with it.</summary>
internal sealed class FileIntake(HotFolderOptions options, AlbumDesk albums, HandOver handOver, ILogger logger)
{
    private const string BeingWritten = "Another program has it open for writing.";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWhileWritten = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(10);

    private readonly Readiness _readiness = new(options.QuietTime, options.QuietTimeForVideo);

    public async Task<Verdict> ExamineAsync(Candidate file, Func<TimeSpan> clock, CancellationToken cancellationToken)
    {
        try
        {
            if (CheckFinished(file, clock()) is { } unfinished)
            {
                return unfinished;
            }

            // Before the bytes are read, so that nothing but the queue comes after.
            file.AlbumTitle = albums.TitleFor(file.Folder.Path, file.Path);
            if (albums.Find(file.AlbumTitle) is var (isKnown, albumId, wait) && !isKnown)
            {
                return wait!;
            }

            return Hash(file, cancellationToken) is { } sha256
                ? await handOver.RunAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false)
                : new Verdict.Wait(WaitReason.Unfinished, Readiness.Settle);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Verdict.Gone();
        }
        catch (UnauthorizedAccessException e)
        {
            return new Verdict.Wait(WaitReason.Unreadable, NextTry(file), e.Message);
        }
        catch (IOException e) when (e is not UploadQueueException)
        {
            return new Verdict.Wait(WaitReason.Locked, NextTry(file), e.Message);
        }
    }

    // Few systems tell when a file is free again, so it is tried, but not every second for ever.
    private static TimeSpan NextTry(Candidate file)
    {
        var delay = TimeSpan.FromSeconds(1 << Math.Min(file.Refusals++ / 2, 4));
        return delay < LongestLock ? delay : LongestLock;
    }

    private Verdict? CheckFinished(Candidate file, TimeSpan now)
    {
        if (FileSnapshot.Take(file.Path) is not { } snapshot)
        {
            return new Verdict.Gone();
        }

        if (file.Folder.Claim is { IsGranted: false } claim)
        {
            return Wait(WaitReason.Locked, LongestPause, claim.HeldBy?.Message);
        }

        if (Paths.IsBehindLink(file.Folder.Path, file.Path))
        {
            return new Verdict.Skip(SkipReason.Link);
        }

        file.Look(snapshot, now);
        var quiet = now - file.QuietSince;
        if (snapshot.Length == 0)
        {
            return quiet < Readiness.Empty ? Wait(WaitReason.Empty, Readiness.Empty - quiet) : new Verdict.Skip(SkipReason.Empty);
        }

        var required = file.RequiredQuiet ?? Readiness.Settle;
        if (quiet < required)
        {
            return Wait(WaitReason.Unfinished, required - quiet);
        }

        // Only for a moment are writers kept out: the booth program must never stumble over this one.
        FileAccessProbe.OpenUnwritten(file.Path).Dispose();
        return file.IsFinished ? null : CheckEnd(file, quiet);
    }

    private Verdict.Wait? CheckEnd(Candidate file, TimeSpan quiet)
    {
        var found = FileInspection.Of(file.Path);
        if (_readiness.RequiredQuiet(found, file.IsVideo, file.Folder.IsOnNetwork) is not { } required)
        {
            // Neither time nor patience makes it whole: only its writer does, or a person who sends it anyway.
            file.RequiredQuiet = null;
            return new Verdict.Wait(WaitReason.Unfinished, BackOff(quiet, found.IsBeingWritten == true ? LongestWhileWritten : LongestBackOff), found.Incomplete ?? BeingWritten);
        }

        // A writer that closes the file leaves no other trace, so it is asked for every time.
        file.RequiredQuiet = found.IsBeingWritten == true ? null : required;
        if (quiet < required)
        {
            return Wait(WaitReason.Unfinished, required - quiet, found.Incomplete);
        }

        if (found.Completeness == Completeness.Doubtful)
        {
            Log.Doubtful(logger, file.Path);
        }

        file.IsFinished = true;
        return null;
    }

    private static string? Hash(Candidate file, CancellationToken cancellationToken)
    {
        if (file.Sha256 is null)
        {
            using var stream = FileAccessProbe.OpenShared(file.Path);
            var sha256 = Hashing.Sha256(stream, cancellationToken);
            file.Sha256 = FileSnapshot.Take(file.Path) == file.Snapshot ? sha256 : null;
        }

        return file.Sha256;
    }

    private static Verdict.Wait Wait(WaitReason reason, TimeSpan rest, string? message = null) =>
        new(reason, rest < LongestPause ? rest : LongestPause, message);

    // A sign of the writer brings the next look forward; where the system gives none, this is how long the file is left alone.
    private static TimeSpan BackOff(TimeSpan quiet, TimeSpan longest) =>
        quiet < LongestPause ? LongestPause : quiet < longest ? quiet : longest;
}
