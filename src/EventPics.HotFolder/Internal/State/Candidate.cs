using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Internal.State;

/// <summary>A file on its way into the queue. While it is examined, only the examiner touches it, apart from <see cref="Due"/>.</summary>
internal sealed class Candidate(WatchedFolder folder, string path, DateTime written, DateTimeOffset since, TimeSpan now)
{
    /// <summary>How long even a complete file must be unchanged: enough to notice a program that immediately writes it a second time.</summary>
    public static readonly TimeSpan MinQuietPeriod = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a caller waits for a file that only its writer or a person can complete.</summary>
    public static readonly TimeSpan StuckTimeout = TimeSpan.FromSeconds(30);

    public WatchedFolder Folder { get; } = folder;

    public string Path { get; } = path;

    /// <summary>When it was last written, at first sight; newer files go first.</summary>
    public DateTime Written { get; } = written;

    public DateTimeOffset Since { get; } = since;

    public TimeSpan FirstSeen { get; } = now;

    public bool IsVideo { get; } = FileNameRules.IsVideo(path);

    /// <summary>The version last looked at.</summary>
    public FileSnapshot? Snapshot { get; private set; }

    /// <summary>Since when it has looked like that.</summary>
    public TimeSpan QuietSince { get; private set; } = now;

    /// <summary>How long this version must be left alone, once its format has been looked at.</summary>
    public TimeSpan? RequiredQuietPeriod { get; set; }

    /// <summary>When to look again; the schedule sets it.</summary>
    public TimeSpan Due { get; set; } = now;

    public bool IsBusy { get; set; }

    public WaitReason Reason { get; set; } = WaitReason.Unfinished;

    /// <summary>What the listeners were told it waits for.</summary>
    public (WaitReason Reason, bool IsExplained)? Reported { get; set; }

    public bool Warned { get; set; }

    /// <summary>When it was examined last; a file that is written all the time is not examined all the time.</summary>
    public TimeSpan LastExaminedAt { get; set; } = TimeSpan.MinValue;

    /// <summary>How often it was examined.</summary>
    public int Examinations { get; set; }

    /// <summary>How often it was when somebody came who waits for it: it is examined once more then, whatever its back-off.</summary>
    public int ExaminationsWhenRequested { get; set; }

    /// <summary>Since when nothing but a person or another program brings it forward.</summary>
    public TimeSpan? StuckSince { get; private set; }

    /// <summary>What it waits for, in plain words.</summary>
    public string? Message { get; private set; }

    /// <summary>How often the queue or the album list could not be had.</summary>
    public int Failures { get; set; }

    /// <summary>How often the system did not let it be read.</summary>
    public int ReadFailures { get; set; }

    /// <summary>Whether nothing was missing at this version's end; what has been read once need not be read at every retry.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The hash of this version.</summary>
    public string? Sha256 { get; set; }

    /// <summary>The sub-folder that stands for its album, once that was asked for.</summary>
    public string? AlbumTitle { get; set; }

    /// <summary>Takes note of what it waits for. Without a message it is on its way.</summary>
    public void SetWaiting(ExaminationResult.Wait wait, TimeSpan now)
    {
        StuckSince = wait.Message is null ? null : Reason == wait.Reason ? StuckSince ?? now : now;
        (Reason, Message) = (wait.Reason, wait.Message);
    }

    /// <summary>Whether nobody should wait for it any longer. It stays watched.</summary>
    public bool IsStuck(TimeSpan now) =>
        !IsBusy && Examinations > ExaminationsWhenRequested && now - StuckSince >= (Reason == WaitReason.Unreadable ? MinQuietPeriod : StuckTimeout);

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

    /// <summary>Takes over what the queue's records tell about a version.</summary>
    public void Recognize(FileSnapshot snapshot, string sha256)
    {
        Snapshot = snapshot;
        RequiredQuietPeriod = TimeSpan.Zero;
        IsComplete = true;
        Sha256 = sha256;
    }

    /// <summary>Has everything about the version looked at anew.</summary>
    public void Reset()
    {
        RequiredQuietPeriod = null;
        IsComplete = false;
        Sha256 = null;
    }
}
