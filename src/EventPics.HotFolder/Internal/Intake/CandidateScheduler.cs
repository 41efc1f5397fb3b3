using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Has the files examined whose time has come: newest first, a few at a time, and no film in a picture's way.</summary>
internal sealed class CandidateScheduler(
    FileExaminer intake,
    FolderState board,
    ILogger logger,
    Func<TimeSpan> clock,
    Action<Action> post,
    Action<WatchedFolder, string> lookAgain,
    Action<string, HandledFile> follow,
    bool keepsUploads,
    Action<Func<Task>> start,
    CancellationToken stop)
{
    private const int MaxConcurrentPhotos = 4;
    private const int MaxConcurrentVideos = 1;

    private static readonly TimeSpan FailureRetryDelay = TimeSpan.FromSeconds(5);

    private int _runningPhotos;
    private int _runningVideos;

    public int Running => _runningPhotos + _runningVideos;

    /// <summary>Starts what can be started.</summary>
    /// <returns>When the next file is due.</returns>
    public TimeSpan StartDue(TimeSpan now)
    {
        board.Schedule.Advance(now);
        while (_runningPhotos < MaxConcurrentPhotos && board.Schedule.Dequeue(isVideo: false, now) is { } picture)
        {
            _runningPhotos++;
            Start(picture);
        }

        while (_runningVideos < MaxConcurrentVideos && board.Schedule.Dequeue(isVideo: true, now) is { } video)
        {
            _runningVideos++;
            Start(video);
        }

        return board.Schedule.Next;
    }

    /// <summary>Has the files looked at that wait for an album.</summary>
    public void OnAlbumResolved(string title)
    {
        foreach (var file in board.Candidates.Values)
        {
            if (file.AlbumTitle == title)
            {
                board.Schedule.Set(file, clock());
            }
        }
    }

    private void Start(Candidate file)
    {
        file.IsBusy = true;
        file.Examinations++;
        file.Due = TimeSpan.MaxValue;
        start(async () =>
        {
            var verdict = await ExamineAsync(file).ConfigureAwait(false);
            post(() => Apply(file, verdict));
        });
    }

    private async Task<ExaminationResult> ExamineAsync(Candidate file)
    {
        try
        {
            return await intake.ExamineAsync(file, clock, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ExaminationResult.Wait(file.Reason, TimeSpan.Zero);
        }
#pragma warning disable CA1031 // Whatever is wrong with one file, the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ExaminationFailed(logger, file.Path, e);
            return new ExaminationResult.Wait(WaitReason.Queue, FailureRetryDelay, e.Message);
        }
    }

    private void Apply(Candidate file, ExaminationResult verdict)
    {
        _ = file.IsVideo ? _runningVideos-- : _runningPhotos--;
        file.IsBusy = false;
        if (verdict is ExaminationResult.Wait wait)
        {
            // A hint that came meanwhile may have asked for an earlier look.
            var now = clock();
            var (again, soonest) = (now + wait.Delay, now + QuietPeriodPolicy.MinQuietPeriod);
            file.LastExaminedAt = now;
            board.Schedule.Set(file, file.Due < again ? file.Due > soonest ? file.Due : soonest : again);
            board.RecordWaiting(file, wait, clock());
            return;
        }

        board.Candidates.TryRemove(file.Path, out _);
        if (file.Due != TimeSpan.MaxValue)
        {
            // It may have been written again after it was read.
            lookAgain(file.Folder, file.Path);
        }

        switch (verdict)
        {
            case ExaminationResult.Queued queued:
                var known = new HandledFile(file.Folder, file.Snapshot!.Value, keepsUploads ? queued.Upload : null) { UploadId = queued.Upload.Id };
                board.RecordQueued(file.Path, known, queued.Upload, queued.WasKnown);
                follow(file.Path, known);
                break;
            case ExaminationResult.Skip skip:
                board.Handled[file.Path] = new HandledFile(file.Folder, file.Snapshot ?? default, skip.Upload);
                board.RecordSkipped(file.Path, skip.Reason);
                break;
            case ExaminationResult.Refuse refuse:
                board.RecordRefused(file.Path, new HandledFile(file.Folder, file.Snapshot!.Value, upload: null), refuse.Message);
                break;
        }
    }
}
