using EventPics.HotFolder.Internal.CaptureTimes;

namespace EventPics.HotFolder;

/// <summary>Determines when a photo or video was taken.</summary>
public static class CaptureTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>
    /// Reads the time from the file's metadata, otherwise from its name, otherwise uses the older of the file's own times. A time before
    /// 2000 or more than a day in the future is ignored, and so is damaged metadata.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="timeZone">The time zone of times without one; <see langword="null"/> for the local one.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for <see cref="TimeProvider.System"/>.</param>
    /// <returns>The time, or <see langword="null"/> when there is none or the file doesn't exist.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DateTimeOffset? Read(string path, TimeZoneInfo? timeZone = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var clock = timeProvider ?? TimeProvider.System;
        var zone = timeZone ?? clock.LocalTimeZone;
        var latest = clock.GetUtcNow() + MaxAhead;

        var (metadata, isOfLastChange) = MetadataTime.Read(path, zone);
        // A photo that was edited a week later has both times. When its capture time can't be read, its name is more reliable than its edit
        // time.
        return (isOfLastChange ? null : Sensible(metadata))
            ?? Sensible(FileNameTime.Read(path, zone)) ?? Sensible(metadata) ?? Sensible(FromFileTimes(path));

        DateTimeOffset? Sensible(DateTimeOffset? time) => time >= Earliest && time <= latest ? time : null;
    }

    private static DateTimeOffset? FromFileTimes(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var time = file.CreationTimeUtc < file.LastWriteTimeUtc ? file.CreationTimeUtc : file.LastWriteTimeUtc;
            return new DateTimeOffset(time, TimeSpan.Zero);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
