namespace EventPics.Queue.Internal;

/// <summary>Finds the row whose turn it is with a few index look-ups, however many rows there are.</summary>
internal static class SqliteClaim
{
    public static long? Pick(SqliteSession session, ClaimRequest request)
    {
        var now = request.Now.ToUnixTimeMilliseconds();
        var latest = (request.Now + request.LongestWait).ToUnixTimeMilliseconds();
        var large = request.Large ? 1 : 0;

        if (request.Avoid.Count > 0 && PickOther(session, request, now, latest, large) is { } other)
        {
            return other;
        }

        // An unclear one already has its link, so closed lanes don't matter: it should get there before the link dies.
        return session.Number(Statements.PickUnclear, ("@large", large), ("@now", now), ("@latest", latest))
            ?? PickByAge(session, request, now, latest, large);
    }

    private static long? PickOther(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        var avoid = $"[{string.Join(",", request.Avoid)}]";
        long? newest = null;
        for (var lane = session.Text(Statements.NextLane, ("@lane", "")); lane is not null; lane = session.Text(Statements.NextLane, ("@lane", lane)))
        {
            var withLink = request.OnlyWithLink || request.ClosedLanes.Contains(lane) ? 1 : 0;
            var found = session.Number(
                Statements.NewestOther, ("@lane", lane), ("@large", large), ("@with_link", withLink), ("@now", now), ("@latest", latest), ("@avoid", avoid));
            newest = newest > found ? newest : found ?? newest;
        }

        return newest;
    }

    private static long? PickByAge(SqliteSession session, ClaimRequest request, long now, long latest, int large)
    {
        var secondOf = request.Oldest ? Statements.OldestSecond : Statements.NewestSecond;
        (string Lane, long Second, int WithLink)? best = null;
        for (var lane = session.Text(Statements.NextLane, ("@lane", "")); lane is not null; lane = session.Text(Statements.NextLane, ("@lane", lane)))
        {
            var withLink = request.OnlyWithLink || request.ClosedLanes.Contains(lane) ? 1 : 0;
            var second = session.Number(secondOf, ("@lane", lane), ("@large", large), ("@with_link", withLink), ("@now", now), ("@latest", latest));
            if (second is { } found && (best is null || (request.Oldest ? found < best.Value.Second : found > best.Value.Second)))
            {
                best = (lane, found, withLink);
            }
        }

        return best is null ? null : session.Number(
            Statements.PickInSecond,
            ("@lane", best.Value.Lane),
            ("@large", large),
            ("@second", best.Value.Second),
            ("@with_link", best.Value.WithLink),
            ("@now", now),
            ("@latest", latest));
    }
}
