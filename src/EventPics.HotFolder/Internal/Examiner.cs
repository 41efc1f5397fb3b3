using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Has the files examined whose time has come: newest first, a few at a time, and no film in a picture's way.</summary>
internal sealed class Examiner(
    FileIntake intake,
    Board board,
    ILogger logger,
    Func<TimeSpan> clock,
    Action<Action> post,
    Action<WatchedFolder, string> lookAgain,
    Action<string, KnownFile> follow,
    bool keepsUploads,
    Action<Func<Task>> start,
    CancellationToken stop)
{
    private const int PictureLane = 4;
    private const int VideoLane = 1;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private int _pictures;
    private int _videos;

    public int Running => _pictures + _videos;

    /// <summary>Starts what can be started.</summary>
    /// <returns>When the next file is due.</returns>
    public TimeSpan StartDue(TimeSpan now)
    {
        board.Schedule.Advance(now);
        while (_pictures < PictureLane && board.Schedule.Take(isVideo: false, now) is { } picture)
        {
            _pictures++;
            Start(picture);
        }

        while (_videos < VideoLane && board.Schedule.Take(isVideo: true, now) is { } video)
        {
            _videos++;
            Start(video);
        }

        return board.Schedule.Next;
    }

    /// <summary>Has the files looked at that wait for an album.</summary>
    public void AlbumAnswered(string title)
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
        file.Looks++;
        file.Due = TimeSpan.MaxValue;
        start(async () =>
        {
            var verdict = await ExamineAsync(file).ConfigureAwait(false);
            post(() => Apply(file, verdict));
        });
    }

    private async Task<Verdict> ExamineAsync(Candidate file)
    {
        try
        {
            return await intake.ExamineAsync(file, clock, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Verdict.Wait(file.Reason, TimeSpan.Zero);
        }
#pragma warning disable CA1031 // Whatever is wrong with one file, the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ExaminationFailed(logger, file.Path, e);
            return new Verdict.Wait(WaitReason.Queue, AfterFailure, e.Message);
        }
    }

    private void Apply(Candidate file, Verdict verdict)
    {
        _ = file.IsVideo ? _videos-- : _pictures--;
        file.IsBusy = false;
        if (verdict is Verdict.Wait wait)
        {
            // A hint that came meanwhile may have asked for an earlier look.
            var now = clock();
            var (again, soonest) = (now + wait.Delay, now + Readiness.Settle);
            file.LastLook = now;
            board.Schedule.Set(file, file.Due < again ? file.Due > soonest ? file.Due : soonest : again);
            board.NoteWaiting(file, wait, clock());
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
            case Verdict.Queued queued:
                var known = new KnownFile(file.Folder, file.Snapshot!.Value, keepsUploads ? queued.Upload : null) { UploadId = queued.Upload.Id };
                board.NoteQueued(file.Path, known, queued.Upload, queued.WasKnown);
                follow(file.Path, known);
                break;
            case Verdict.Skip skip:
                board.Known[file.Path] = new KnownFile(file.Folder, file.Snapshot ?? default, skip.Upload);
                board.NoteSkipped(file.Path, skip.Reason);
                break;
            case Verdict.Refuse refuse:
                board.NoteRefused(file.Path, new KnownFile(file.Folder, file.Snapshot!.Value, upload: null), refuse.Message);
                break;
        }
    }
}
