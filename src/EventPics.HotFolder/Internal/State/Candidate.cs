using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Internal.State;

/// <summary>A file that may be enqueued. While it is examined, only the examiner accesses it, except <see cref="Due"/>.</summary>
internal sealed class Candidate(WatchedFolder folder, string path, DateTime written, DateTimeOffset since, TimeSpan now)
{
    /// <summary>
    /// How long even a complete file must be unchanged: enough to notice a program that immediately writes it a second time.
    /// </summary>
    public static readonly TimeSpan MinQuietPeriod = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a caller waits for a file that only its writer or a person can complete.</summary>
    public static readonly TimeSpan StuckTimeout = TimeSpan.FromSeconds(30);

    public WatchedFolder Folder { get; } = folder;

    public string Path { get; } = path;

    /// <summary>When it was last written, when first seen; newer files go first.</summary>
    public DateTime Written { get; } = written;

    public DateTimeOffset Since { get; } = since;

    public TimeSpan FirstSeen { get; } = now;

    public bool IsVideo { get; } = FileNameRules.IsVideo(path);

    /// <summary>The version last examined.</summary>
    public FileSnapshot? Snapshot { get; private set; }

    /// <summary>Since when this version has been unchanged.</summary>
    public TimeSpan QuietSince { get; private set; } = now;

    /// <summary>How long this version must be unchanged, once its format is known.</summary>
    public TimeSpan? RequiredQuietPeriod { get; set; }

    /// <summary>When to examine it next; set by the schedule.</summary>
    public TimeSpan Due { get; set; } = now;

    public bool IsBusy { get; set; }

    public WaitReason Reason { get; set; } = WaitReason.Unfinished;

    /// <summary>The last wait reason that was raised as an event.</summary>
    public (WaitReason Reason, bool IsExplained)? Reported { get; set; }

    public bool Warned { get; set; }

    /// <summary>When it was last examined; a file that is written all the time is not examined all the time.</summary>
    public TimeSpan LastExaminedAt { get; set; } = TimeSpan.MinValue;

    /// <summary>How often it was examined.</summary>
    public int Examinations { get; set; }

    /// <summary>The number of examinations when a caller started to wait: it is then examined once more, whatever its backoff.</summary>
    public int ExaminationsWhenRequested { get; set; }

    /// <summary>Since when only a person or another program can complete it.</summary>
    public TimeSpan? StuckSince { get; private set; }

    /// <summary>What it waits for, in plain English.</summary>
    public string? Message { get; private set; }

    /// <summary>The number of failures of the queue or of the album lookup.</summary>
    public int Failures { get; set; }

    /// <summary>The number of failures to read it.</summary>
    public int ReadFailures { get; set; }

    /// <summary>Whether this version is complete, so that its structure need not be read again at every retry.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The hash of this version.</summary>
    public string? Sha256 { get; set; }

    /// <summary>The subfolder whose name is its album's title, once it was looked up.</summary>
    public string? AlbumTitle { get; set; }

    /// <summary>Records what it waits for. Without a message, waiting is normal.</summary>
    public void SetWaiting(ExaminationResult.Wait wait, TimeSpan now)
    {
        StuckSince = wait.Message is null ? null : Reason == wait.Reason ? StuckSince ?? now : now;
        (Reason, Message) = (wait.Reason, wait.Message);
    }

    /// <summary>Whether callers stop waiting for it. It is still watched.</summary>
    public bool IsStuck(TimeSpan now) =>
        !IsBusy && Examinations > ExaminationsWhenRequested
            && now - StuckSince >= (Reason == WaitReason.Unreadable ? MinQuietPeriod : StuckTimeout);

    public void Observe(FileSnapshot snapshot, TimeSpan now)
    {
        if (Snapshot != snapshot)
        {
            StuckSince = null;
            Snapshot = snapshot;
            QuietSince = now;
            Reset();
        }
    }

    /// <summary>Applies what the queue's records know about a version.</summary>
    public void Recognize(FileSnapshot snapshot, string sha256)
    {
        Snapshot = snapshot;
        RequiredQuietPeriod = TimeSpan.Zero;
        IsComplete = true;
        Sha256 = sha256;
    }

    /// <summary>Discards cached results for this version.</summary>
    public void Reset()
    {
        RequiredQuietPeriod = null;
        IsComplete = false;
        Sha256 = null;
    }
}
