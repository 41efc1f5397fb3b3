namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Places a wall-clock time on the time line.</summary>
internal static class LocalTime
{
    public static DateTimeOffset? At(DateTime local, TimeSpan? offset, TimeZoneInfo zone)
    {
        // A day's distance from either end of the calendar, so that no offset leads out of it. A camera that was never set writes year 1.
        if (local.Year is < 1900 or > 9000)
        {
            return null;
        }

        // In the hour a clock change skips, the zone answers with the offset from before: the clock had not been changed yet.
        return new DateTimeOffset(local, offset ?? zone.GetUtcOffset(local));
    }
}
