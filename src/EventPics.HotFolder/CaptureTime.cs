using EventPics.HotFolder.Internal.CaptureTimes;


namespace EventPics.HotFolder;

/// <summary>Finds out when a picture or video was taken.</summary>
public static class CaptureTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>
    /// Reads the time from the file's metadata, else from its name, else takes the older of the file's own times. A time before
    /// 2000 or more than a day ahead is passed over, and damaged metadata counts as none.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="timeZone">The zone of a time that names none; <see langword="null"/> for the PC's.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the PC's.</param>
    /// <returns>The time, or <see langword="null"/> when the file tells none or is gone.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DateTimeOffset? Read(string path, TimeZoneInfo? timeZone = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var clock = timeProvider ?? TimeProvider.System;
        var zone = timeZone ?? clock.LocalTimeZone;
        var latest = clock.GetUtcNow() + MaxAhead;

        var (metadata, isOfLastChange) = MetadataTime.Read(path, zone);
        // A photo that was edited a week later has both times. When its own can't be read, its name is the better witness.
        return (isOfLastChange ? null : Sensible(metadata)) ?? Sensible(FileNameTime.Read(path, zone)) ?? Sensible(metadata) ?? Sensible(FromFileTimes(path));

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
