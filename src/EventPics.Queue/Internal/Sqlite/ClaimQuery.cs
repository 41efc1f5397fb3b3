using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Picks the row to send next with a few index lookups, however many rows there are.</summary>
internal static class ClaimQuery
{
    public static long? Pick(SqliteSession session, ClaimRequest request)
    {
        var now = request.Now.ToUnixTimeMilliseconds();
        var latest = (request.Now + request.MaxDelay).ToUnixTimeMilliseconds();
        var large = request.Large ? 1 : 0;

        if (request.Avoid.Count > 0 && PickNotAvoided(session, request, now, latest, large) is { } other)
        {
            return other;
        }

        // A job whose upload may have arrived has its upload URL, so blocked destinations don't matter: it should be sent before the URL expires.
        return session.Number(Sql.PickUnclear, ("@account", request.Account), ("@large", large), ("@now", now), ("@latest", latest))
            ?? PickByAge(session, request, now, latest, large);
    }

    private static long? PickNotAvoided(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        var avoid = $"[{string.Join(",", request.Avoid)}]";
        long? newest = null;
        for (var destination = Next(session, request, ""); destination is not null; destination = Next(session, request, destination))
        {
            var newestOf = request.OnlyWithUrl || request.BlockedDestinations.Contains(destination) ? Sql.NewestNotAvoidedWithUrl : Sql.NewestNotAvoided;
            var found = session.Number(newestOf, ("@account", request.Account), ("@lane", destination), ("@large", large), ("@now", now), ("@latest", latest), ("@avoid", avoid));
            newest = newest > found ? newest : found ?? newest;
        }

        return newest;
    }

    private static long? PickByAge(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        (string Destination, long CaptureSecond, bool OnlyWithUrl)? best = null;
        for (var destination = Next(session, request, ""); destination is not null; destination = Next(session, request, destination))
        {
            var onlyWithUrl = request.OnlyWithUrl || request.BlockedDestinations.Contains(destination);
            var captureSecond = session.Number(CaptureSecondOf(request.Oldest, onlyWithUrl), ("@account", request.Account), ("@lane", destination), ("@large", large), ("@now", now), ("@latest", latest));
            if (captureSecond is { } found && (best is null || (request.Oldest ? found < best.Value.CaptureSecond : found > best.Value.CaptureSecond)))
            {
                best = (destination, found, onlyWithUrl);
            }
        }

        return best is null ? null : session.Number(
            best.Value.OnlyWithUrl ? Sql.PickInSecondWithUrl : Sql.PickInSecond,
            ("@account", request.Account),
            ("@lane", best.Value.Destination),
            ("@large", large),
            ("@second", best.Value.CaptureSecond),
            ("@now", now),
            ("@latest", latest));
    }

    private static string? Next(SqliteSession session, ClaimRequest request, string after) =>
        session.Text(Sql.NextDestination, ("@account", request.Account), ("@lane", after));

    private static string CaptureSecondOf(bool oldest, bool onlyWithUrl) => (oldest, onlyWithUrl) switch
    {
        (true, true) => Sql.OldestSecondWithUrl,
        (true, false) => Sql.OldestSecond,
        (false, true) => Sql.NewestSecondWithUrl,
        (false, false) => Sql.NewestSecond,
    };
}
