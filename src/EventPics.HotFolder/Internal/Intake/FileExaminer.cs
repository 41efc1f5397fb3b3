using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.State;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Examines one file at a time: is it finished, where does it go, then into the queue with it.</summary>
internal sealed class FileExaminer(HotFolderOptions options, AlbumResolver albums, QueueFeeder handOver, ILogger logger)
{
    private const string BeingWrittenMessage = "Another program has it open for writing.";

    private static readonly TimeSpan MaxRecheckDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxDelayWhileWritten = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstDelayWhileLocked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelayWhileLocked = TimeSpan.FromSeconds(10);

    private readonly QuietPeriodPolicy _quietPeriodPolicy = new(options.QuietTime, options.QuietTimeForVideo);

    public async Task<ExaminationResult> ExamineAsync(Candidate file, Func<TimeSpan> clock, CancellationToken cancellationToken)
    {
        try
        {
            if (CheckComplete(file, clock()) is { } unfinished)
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
                ? await handOver.FeedAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false)
                : new ExaminationResult.Wait(WaitReason.Unfinished, Candidate.MinQuietPeriod);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ExaminationResult.Gone();
        }
        catch (UnauthorizedAccessException e)
        {
            return new ExaminationResult.Wait(WaitReason.Unreadable, NextRetryDelay(file), e.Message);
        }
        catch (IOException e) when (e is not UploadQueueException)
        {
            return new ExaminationResult.Wait(WaitReason.Locked, NextRetryDelay(file), e.Message);
        }
    }

    // Few systems report when a file is unlocked, so it is retried, but not every second forever. Each delay is used twice.
    private static TimeSpan NextRetryDelay(Candidate file) => Backoff.Delay(file.ReadFailures++ / 2, FirstDelayWhileLocked, MaxDelayWhileLocked);

    private ExaminationResult? CheckComplete(Candidate file, TimeSpan now)
    {
        if (FileSnapshot.Read(file.Path) is not { } snapshot)
        {
            return new ExaminationResult.Gone();
        }

        if (file.Folder.Claim is { IsGranted: false } claim)
        {
            return Wait(WaitReason.Locked, MaxRecheckDelay, claim.HeldBy?.Message);
        }

        if (Paths.IsBehindLink(file.Folder.Path, file.Path))
        {
            return new ExaminationResult.Skip(SkipReason.Link);
        }

        file.Observe(snapshot, now);
        var quiet = now - file.QuietSince;
        if (snapshot.Length == 0)
        {
            return quiet < QuietPeriodPolicy.EmptyFileTimeout ? Wait(WaitReason.Empty, QuietPeriodPolicy.EmptyFileTimeout - quiet) : new ExaminationResult.Skip(SkipReason.Empty);
        }

        var required = file.RequiredQuietPeriod ?? Candidate.MinQuietPeriod;
        if (quiet < required)
        {
            return Wait(WaitReason.Unfinished, required - quiet);
        }

        // Only for a moment are writers kept out: the booth program must never stumble over this one.
        SharedFile.OpenUnwritten(file.Path).Dispose();
        return file.IsComplete ? null : CheckStructure(file, quiet);
    }

    private ExaminationResult.Wait? CheckStructure(Candidate file, TimeSpan quiet)
    {
        var found = FileInspection.Of(file.Path);
        if (_quietPeriodPolicy.RequiredQuietPeriod(found, file.IsVideo, file.Folder.IsOnNetwork) is not { } required)
        {
            // Neither time nor patience makes it whole: only its writer does, or a person who sends it anyway.
            file.RequiredQuietPeriod = null;
            return new ExaminationResult.Wait(WaitReason.Unfinished, GetRetryDelay(quiet, found.IsBeingWritten == true ? MaxDelayWhileWritten : MaxRetryDelay), found.Incomplete ?? BeingWrittenMessage);
        }

        // A writer that closes the file leaves no other trace, so it is asked for every time.
        file.RequiredQuietPeriod = found.IsBeingWritten == true ? null : required;
        if (quiet < required)
        {
            return Wait(WaitReason.Unfinished, required - quiet, found.Incomplete);
        }

        if (found.Completeness == Completeness.Doubtful)
        {
            Log.Doubtful(logger, file.Path);
        }

        file.IsComplete = true;
        return null;
    }

    private static string? Hash(Candidate file, CancellationToken cancellationToken)
    {
        if (file.Sha256 is null)
        {
            using var stream = SharedFile.OpenShared(file.Path);
            var sha256 = Sha256Hex.Compute(stream, cancellationToken);
            file.Sha256 = FileSnapshot.Read(file.Path) == file.Snapshot ? sha256 : null;
        }

        return file.Sha256;
    }

    private static ExaminationResult.Wait Wait(WaitReason reason, TimeSpan rest, string? message = null) =>
        new(reason, rest < MaxRecheckDelay ? rest : MaxRecheckDelay, message);

    // A sign of the writer brings the next look forward; where the system gives none, this is how long the file is left alone.
    private static TimeSpan GetRetryDelay(TimeSpan quiet, TimeSpan longest) =>
        quiet < MaxRecheckDelay ? MaxRecheckDelay : quiet < longest ? quiet : longest;
}
