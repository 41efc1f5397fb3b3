namespace EventPics.Queue.Internal.PostgreSql;

/// <content>Claims, leases and saves. The database's clock decides.</content>
internal static partial class Sql
{
    // After a restore or a failover, the last claims and results may be missing. Until senders have saved theirs again, nothing is claimed.
    private const string IsOpen =
        $"(SELECT timeline = {Schema.CurrentTimeline} AND open_at <= clock_timestamp() FROM eventpics.history)";

    public const string RecordTimeline = $"""
        UPDATE eventpics.history SET timeline = {Schema.CurrentTimeline}, open_at = clock_timestamp() + @delay
        WHERE timeline <> {Schema.CurrentTimeline}
        """;

    private const string Ready =
        "state = 0 AND account = @account AND is_large = @is_large AND not_before <= clock_timestamp()";

    private const string MayBeSent = $"{Ready} AND (upload_url IS NOT NULL OR destination <> ALL(@blocked))";
    private const string MayBeSentWithUrl = $"{Ready} AND upload_url IS NOT NULL";

    private const string Newest = "ORDER BY order_second DESC, destination, order_ms, seq";

    // Within one second by capture time, so that the photos of a session stay in order.
    private const string Oldest = "ORDER BY order_second, destination, order_ms, seq";

    private const string ClaimHead = "WITH next AS MATERIALIZED (SELECT seq FROM eventpics.upload WHERE ";

    private const string ClaimTail = $"""
         LIMIT 1 FOR UPDATE SKIP LOCKED)
        UPDATE eventpics.upload SET state = 1, fence = fence + 1, owner = @owner,
          lease_until = clock_timestamp() + @lease, not_before = '-infinity'
        WHERE seq = (SELECT seq FROM next) RETURNING {Columns}
        """;

    public const string ClaimUnclear =
        $"{ClaimHead}{Ready} AND phase >= 2 AND {IsOpen} ORDER BY upload_url_expires_at, seq{ClaimTail}";

    public const string ClaimNewest = $"{ClaimHead}{MayBeSent} AND {IsOpen} {Newest}{ClaimTail}";
    public const string ClaimNewestWithUrl = $"{ClaimHead}{MayBeSentWithUrl} AND {IsOpen} {Newest}{ClaimTail}";
    public const string ClaimOldest = $"{ClaimHead}{MayBeSent} AND {IsOpen} {Oldest}{ClaimTail}";
    public const string ClaimOldestWithUrl = $"{ClaimHead}{MayBeSentWithUrl} AND {IsOpen} {Oldest}{ClaimTail}";

    private const string NotAvoided = "seq <> ALL(@avoid)";

    public const string ClaimNotAvoided = $"{ClaimHead}{MayBeSent} AND {NotAvoided} AND {IsOpen} ORDER BY seq DESC{ClaimTail}";
    public const string ClaimNotAvoidedWithUrl = $"{ClaimHead}{MayBeSentWithUrl} AND {NotAvoided} AND {IsOpen} ORDER BY seq DESC{ClaimTail}";

    public const string NextDue = """
        SELECT extract(epoch FROM min(not_before) - clock_timestamp())::float8 FROM eventpics.upload
        WHERE state = 0 AND not_before > '-infinity' AND not_before > clock_timestamp()
        """;

    /// <summary>
    /// A row with an older fence than that of a claim belongs to a server that has forgotten the claim. What a person did since then stays.
    /// </summary>
    public const string Save = """
        UPDATE eventpics.upload SET state = @state, phase = @phase,
          not_before = coalesce(clock_timestamp() + @delay::interval, '-infinity'),
          upload_url = @upload_url, object_key = @object_key, upload_url_expires_at = @upload_url_expires_at,
          upload_urls_issued = @upload_urls_issued, attempts = @attempts, failures = @failures, new_url_rejections = @new_url_rejections,
          possible_duplicate = possible_duplicate OR @possible_duplicate OR (@state = 2 AND exported_to IS NOT NULL),
          last_error = @last_error, last_message = @last_message, uploaded_at = @uploaded_at, etag = @etag,
          spool_timestamp = @spool_timestamp, trace = @trace, fence = @fence,
          owner = CASE WHEN @state = 1 THEN @owner END, lease_until = CASE WHEN @state = 1 THEN clock_timestamp() + @lease END
        WHERE id = @id AND ((fence = @fence AND owner = @owner AND state = 1) OR (fence < @fence AND state IN (0, 1, 3)))
        """;

    /// <summary>
    /// Whether a result was saved before, and the response to the commit was lost. Every later claim has another fence.
    /// </summary>
    public const string IsSaved = "SELECT EXISTS(SELECT 1 FROM eventpics.upload WHERE id = @id AND fence = @fence AND state = @state AND state <> 1)";

    /// <summary>Only those that are really being sent: a claim whose response was lost must expire.</summary>
    public const string RenewClaims = """
        UPDATE eventpics.upload SET lease_until = clock_timestamp() + @lease
        WHERE state = 1 AND owner = @owner AND id = ANY(@ids) RETURNING id, fence
        """;

    public const string RecoverExpired = $"""
        UPDATE eventpics.upload SET state = 0, fence = fence + 1, owner = NULL, lease_until = NULL, not_before = '-infinity'
        WHERE seq IN (SELECT seq FROM eventpics.upload WHERE state = 1 AND lease_until <= clock_timestamp()
          AND {IsOpen} FOR UPDATE SKIP LOCKED)
        """;

    public const string HighestSequence = "SELECT coalesce(max(seq), 0) FROM eventpics.upload";

    public const string SaveSenderStatus = """
        INSERT INTO eventpics.sender(owner, seen_at, health, reason, until, contact_at, account)
        VALUES(@owner, clock_timestamp(), @health, @reason, @until, @contact_at, @account)
        ON CONFLICT (owner) DO UPDATE SET seen_at = excluded.seen_at, health = excluded.health, reason = excluded.reason,
          until = excluded.until, contact_at = excluded.contact_at, account = excluded.account
        """;

    public const string ForgetSenders = "DELETE FROM eventpics.sender WHERE seen_at < clock_timestamp() - interval '1 day'";
}
