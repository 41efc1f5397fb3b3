using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Finds the row whose turn it is with a few index look-ups, however many rows there are.</summary>
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

        // An unclear one already has its link, so closed lanes don't matter: it should get there before the link dies.
        return session.Number(Sql.PickUnclear, ("@large", large), ("@now", now), ("@latest", latest))
            ?? PickByAge(session, request, now, latest, large);
    }

    private static long? PickNotAvoided(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        var avoid = $"[{string.Join(",", request.Avoid)}]";
        long? newest = null;
        for (var lane = session.Text(Sql.NextDestination, ("@lane", "")); lane is not null; lane = session.Text(Sql.NextDestination, ("@lane", lane)))
        {
            var newestOf = request.OnlyWithUrl || request.BlockedDestinations.Contains(lane) ? Sql.NewestNotAvoidedWithUrl : Sql.NewestNotAvoided;
            var found = session.Number(newestOf, ("@lane", lane), ("@large", large), ("@now", now), ("@latest", latest), ("@avoid", avoid));
            newest = newest > found ? newest : found ?? newest;
        }

        return newest;
    }

    private static long? PickByAge(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        (string Lane, long Second, bool OnlyLinked)? best = null;
        for (var lane = session.Text(Sql.NextDestination, ("@lane", "")); lane is not null; lane = session.Text(Sql.NextDestination, ("@lane", lane)))
        {
            var onlyLinked = request.OnlyWithUrl || request.BlockedDestinations.Contains(lane);
            var second = session.Number(SecondOf(request.Oldest, onlyLinked), ("@lane", lane), ("@large", large), ("@now", now), ("@latest", latest));
            if (second is { } found && (best is null || (request.Oldest ? found < best.Value.Second : found > best.Value.Second)))
            {
                best = (lane, found, onlyLinked);
            }
        }

        return best is null ? null : session.Number(
            best.Value.OnlyLinked ? Sql.PickInSecondWithUrl : Sql.PickInSecond,
            ("@lane", best.Value.Lane),
            ("@large", large),
            ("@second", best.Value.Second),
            ("@now", now),
            ("@latest", latest));
    }

    private static string SecondOf(bool oldest, bool onlyLinked) => (oldest, onlyLinked) switch
    {
        (true, true) => Sql.OldestSecondWithUrl,
        (true, false) => Sql.OldestSecond,
        (false, true) => Sql.NewestSecondWithUrl,
        (false, false) => Sql.NewestSecond,
    };
}
