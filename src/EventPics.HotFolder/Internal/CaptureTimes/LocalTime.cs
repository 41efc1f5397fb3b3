namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Converts a wall-clock time to a point in time.</summary>
internal static class LocalTime
{
    public static DateTimeOffset? At(DateTime local, TimeSpan? offset, TimeZoneInfo zone)
    {
        // Far from both ends of the calendar, so that no offset leaves it. A camera whose clock was never set writes year 1.
        if (local.Year is < 1900 or > 9000)
        {
            return null;
        }

        // In the hour skipped by a clock change, the time zone returns the offset from before: the camera's clock had not been changed yet.
        return new DateTimeOffset(local, offset ?? zone.GetUtcOffset(local));
    }
}
