using EventPics.HotFolder.Internal.PostUpload;
using EventPics.HotFolder.Internal.State;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>
/// Starts the examination of files that are due: newest first, a few at a time, and videos separately so that they don't delay photos.
/// </summary>
internal sealed class CandidateScheduler(
    FileExaminer examiner, FolderState state, ILogger logger, LoopContext loop, UploadedFileHandler uploadedFiles)
{
    private const int MaxConcurrentPhotos = 4;
    private const int MaxConcurrentVideos = 1;

    private static readonly TimeSpan FailureRetryDelay = TimeSpan.FromSeconds(5);

    private int _runningPhotos;
    private int _runningVideos;

    public int Running => _runningPhotos + _runningVideos;

    /// <summary>Starts as many examinations as may run.</summary>
    /// <returns>When the next file is due.</returns>
    public TimeSpan StartDue(TimeSpan now)
    {
        state.Schedule.Advance(now);
        while (_runningPhotos < MaxConcurrentPhotos && state.Schedule.Dequeue(isVideo: false, now) is { } photo)
        {
            _runningPhotos++;
            Start(photo);
        }

        while (_runningVideos < MaxConcurrentVideos && state.Schedule.Dequeue(isVideo: true, now) is { } video)
        {
            _runningVideos++;
            Start(video);
        }

        return state.Schedule.Next;
    }

    /// <summary>Schedules the files that wait for an album.</summary>
    public void OnAlbumResolved(string title)
    {
        foreach (var file in state.Candidates.Values)
        {
            if (file.AlbumTitle == title)
            {
                state.Schedule.Set(file, loop.Now);
            }
        }
    }

    private void Start(Candidate file)
    {
        file.IsBusy = true;
        file.Examinations++;
        file.Due = TimeSpan.MaxValue;
        loop.Start(async () =>
        {
            var result = await ExamineAsync(file).ConfigureAwait(false);
            loop.Post(() => Apply(file, result));
        });
    }

    private async Task<ExaminationResult> ExamineAsync(Candidate file)
    {
        try
        {
            return await examiner.ExamineAsync(file, loop.Now, loop.Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (loop.Stop.IsCancellationRequested)
        {
            return new ExaminationResult.Wait(file.Reason, TimeSpan.Zero);
        }
#pragma warning disable CA1031 // An error in one file must not stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ExaminationFailed(logger, file.Path, e);
            return new ExaminationResult.Wait(WaitReason.Queue, FailureRetryDelay, e.Message);
        }
    }

    private void Apply(Candidate file, ExaminationResult result)
    {
        _ = file.IsVideo ? _runningVideos-- : _runningPhotos--;
        file.IsBusy = false;
        if (result is ExaminationResult.Wait wait)
        {
            // A hint that arrived during the examination may have requested an earlier one.
            var now = loop.Now;
            var (again, soonest) = (now + wait.Delay, now + Candidate.MinQuietPeriod);
            file.LastExaminedAt = now;
            state.Schedule.Set(file, file.Due < again ? file.Due > soonest ? file.Due : soonest : again);
            state.RecordWaiting(file, wait, now);
            return;
        }

        state.Candidates.TryRemove(file.Path, out _);
        if (file.Due != TimeSpan.MaxValue)
        {
            // It may have been written again after it was read.
            loop.AddHint(file.Folder, file.Path);
        }

        switch (result)
        {
            case ExaminationResult.Queued queued:
                uploadedFiles.Add(file.Folder, file.Path, file.Snapshot!.Value, queued.Upload, queued.WasKnown);
                break;
            case ExaminationResult.Skip skip:
                state.Handled[file.Path] = new HandledFile(file.Folder, file.Snapshot ?? default, skip.Upload);
                state.RecordSkipped(file.Path, skip.Reason);
                break;
            case ExaminationResult.Fail failure:
                state.RecordFailed(file.Path, new HandledFile(file.Folder, file.Snapshot!.Value, upload: null), failure.Message);
                break;
        }
    }
}
