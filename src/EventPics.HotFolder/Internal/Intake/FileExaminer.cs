using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.State;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Examines one file at a time: whether it is complete and which album it goes to; then it is enqueued.</summary>
internal sealed class FileExaminer(HotFolderOptions options, AlbumResolver albums, QueueFeeder feeder, ILogger logger)
{
    private const string BeingWrittenMessage = "Another program has it open for writing.";

    private static readonly TimeSpan MaxRecheckDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxDelayWhileWritten = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstDelayWhileLocked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelayWhileLocked = TimeSpan.FromSeconds(10);

    private readonly QuietPeriodPolicy _quietPeriodPolicy = new(options.QuietTime, options.QuietTimeForVideo);

    public async Task<ExaminationResult> ExamineAsync(Candidate file, TimeSpan now, CancellationToken cancellationToken)
    {
        try
        {
            if (CheckComplete(file, now) is { } unfinished)
            {
                return unfinished;
            }

            // Before the bytes are read, so that only the queue remains afterwards.
            file.AlbumTitle = albums.TitleFor(file.Folder.Path, file.Path);
            if (albums.Find(file.AlbumTitle) is var (isKnown, albumId, wait) && !isKnown)
            {
                return wait!;
            }

            return Hash(file, cancellationToken) is { } sha256
                ? await feeder.FeedAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false)
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
    private static TimeSpan NextRetryDelay(Candidate file) =>
        Backoff.Delay(file.ReadFailures++ / 2, FirstDelayWhileLocked, MaxDelayWhileLocked);

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
            return new ExaminationResult.Skip(SkipReason.SymbolicLink);
        }

        file.Observe(snapshot, now);
        var unchanged = now - file.QuietSince;
        if (snapshot.Length == 0)
        {
            return unchanged < QuietPeriodPolicy.EmptyFileTimeout
                ? Wait(WaitReason.Empty, QuietPeriodPolicy.EmptyFileTimeout - unchanged)
                : new ExaminationResult.Skip(SkipReason.Empty);
        }

        var required = file.RequiredQuietPeriod ?? Candidate.MinQuietPeriod;
        if (unchanged < required)
        {
            return Wait(WaitReason.Unfinished, required - unchanged);
        }

        // Writers are kept out only for a moment: the booth program must never fail because of this one.
        SharedFile.OpenUnwritten(file.Path).Dispose();
        return file.IsComplete ? null : CheckStructure(file, unchanged);
    }

    private ExaminationResult.Wait? CheckStructure(Candidate file, TimeSpan unchanged)
    {
        var inspection = FileInspection.Of(file.Path);
        if (_quietPeriodPolicy.RequiredQuietPeriod(inspection, file.IsVideo, file.Folder.IsOnNetwork) is not { } required)
        {
            // No amount of time makes it complete: only its writer does, or a person who sends it anyway.
            file.RequiredQuietPeriod = null;
            return new ExaminationResult.Wait(
                WaitReason.Unfinished, GetRetryDelay(unchanged, inspection.IsBeingWritten == true ? MaxDelayWhileWritten : MaxRetryDelay),
                inspection.Incomplete ?? BeingWrittenMessage);
        }

        // A writer that closes the file leaves no other trace, so this is checked every time.
        file.RequiredQuietPeriod = inspection.IsBeingWritten == true ? null : required;
        if (unchanged < required)
        {
            return Wait(WaitReason.Unfinished, required - unchanged, inspection.Incomplete);
        }

        if (inspection.Completeness == Completeness.Doubtful)
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

    private static ExaminationResult.Wait Wait(WaitReason reason, TimeSpan delay, string? message = null) =>
        new(reason, delay < MaxRecheckDelay ? delay : MaxRecheckDelay, message);

    // A change notification brings the next examination forward; where there are none, this is the longest delay.
    private static TimeSpan GetRetryDelay(TimeSpan unchanged, TimeSpan longest) =>
        unchanged < MaxRecheckDelay ? MaxRecheckDelay : unchanged < longest ? unchanged : longest;
}
