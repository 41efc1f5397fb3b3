namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>The statements that look at rows and add them.</summary>
/// <remarks>The state is a literal wherever an index covers only one state.</remarks>
internal static partial class Sql
{
    // A delay is measured by the database's clock, and told as what is left of it.
    public const string Columns = """
        seq, id, link_id, album_id, file_name, taken_at, content_type, length, sha256, source_path, source_modified_at, enqueued_at,
        spool_timestamp, is_large, state, phase, fence,
        CASE WHEN not_before > clock_timestamp() THEN extract(epoch FROM not_before - clock_timestamp())::float8 END,
        upload_url, upload_url_expires_at, object_key, upload_urls_issued, attempts, failures, new_url_rejections, possible_duplicate,
        last_error, last_message, uploaded_at, etag, exported_to, withdrawn_at, account, traceparent, trace
        """;

    /// <summary>Two replicas that add the same photo decide one after the other.</summary>
    public const string LockPhoto = "SELECT pg_advisory_xact_lock(hashtextextended(@sha256, 0))";

    // Each photo that waits for the same destination, from the eleventh to the hundred and tenth, counts as a second of age: a bulk import
    // lies up to 100 s behind the newest photos of the others, and a few photos of one session stay in order.
    private const string OrderSecond = """
        @order_second - (SELECT greatest(count(*) - 10, 0) FROM (SELECT 1 FROM eventpics.upload
          WHERE state = 0 AND account = @account AND destination = @destination LIMIT 110) waiting)
        """;

    private const string RemovedFromEvent = "sha256 = @sha256 AND link_id = @link_id AND state = 5";

    // Keeps the photos of one customer out of the album of another. A photo that was removed before it was sent belongs to no event.
    private const string Elsewhere = """
        (EXISTS(SELECT 1 FROM eventpics.upload
            WHERE sha256 = @sha256 AND link_id <> @link_id AND (state <> 5 OR uploaded_at IS NOT NULL OR possible_duplicate))
          AND NOT EXISTS(SELECT 1 FROM eventpics.upload WHERE sha256 = @sha256 AND link_id = @link_id))
        """;

    public const string IsElsewhere = $"SELECT {Elsewhere}";

    /// <summary>A photo that a person removed from an event is not added to any of its albums.</summary>
    public const string Add = $"""
        INSERT INTO eventpics.upload(id, account, destination, link_id, album_id, file_name, taken_at, content_type, length, sha256,
          source_path, source_modified_at, enqueued_at, spool_timestamp, is_large, order_second, order_ms, state, phase,
          upload_url, object_key, upload_url_expires_at, possible_duplicate, traceparent)
        SELECT @id, @account, @destination, @link_id, @album_id::text, @file_name, @taken_at::text, @content_type, @length, @sha256,
          @source_path::text, @source_modified_at::bigint, @enqueued_at, @spool_timestamp, @is_large, {OrderSecond}, @order_ms, 0, @phase,
          @upload_url::text, @object_key::bytea, @upload_url_expires_at::timestamptz,
          @possible_duplicate OR EXISTS(SELECT 1 FROM eventpics.reached WHERE sha256 = @sha256 AND destination = @destination),
          @traceparent::text
        WHERE NOT EXISTS(SELECT 1 FROM eventpics.upload WHERE {RemovedFromEvent}) AND NOT (@unless_elsewhere AND {Elsewhere})
        ON CONFLICT (destination, sha256) DO NOTHING
        """;

    private const string OfAnotherPhoto = "object_key = @object_key AND (sha256 <> @sha256 OR destination <> @destination)";

    public const string IsUploadUrlInUse = $"""
        SELECT EXISTS(SELECT 1 FROM eventpics.upload WHERE {OfAnotherPhoto})
          OR EXISTS(SELECT 1 FROM eventpics.reached WHERE {OfAnotherPhoto})
        """;

    public const string ReachedPhase =
        "SELECT phase::integer FROM eventpics.reached WHERE object_key = @object_key AND sha256 = @sha256 AND destination = @destination";

    public const string FindById = $"SELECT {Columns} FROM eventpics.upload WHERE id = @id";
    public const string FindSame = $"SELECT {Columns} FROM eventpics.upload WHERE destination = @destination AND sha256 = @sha256";
    public const string FindRemoved = $"SELECT {Columns} FROM eventpics.upload WHERE {RemovedFromEvent} LIMIT 1";
    public const string FindByHash = $"SELECT {Columns} FROM eventpics.upload WHERE sha256 = @sha256 ORDER BY seq DESC";
    public const string FindByPrefix = $"SELECT {Columns} FROM eventpics.upload WHERE id >= @from AND id < @to ORDER BY id LIMIT @limit";

    public const string ListAll = $"SELECT {Columns} FROM eventpics.upload ORDER BY seq DESC LIMIT @limit";

    public static readonly IReadOnlyList<string> ListByState =
    [
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 0 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 1 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 2 ORDER BY uploaded_at DESC LIMIT @limit",
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 3 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 4 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM eventpics.upload WHERE state = 5 ORDER BY seq DESC LIMIT @limit",
    ];

    private const string PageFilter = """
        seq < @before AND (@link_id::text IS NULL OR link_id = @link_id::text) AND (@album_id::text IS NULL OR album_id = @album_id::text)
        ORDER BY seq DESC LIMIT @limit
        """;

    public const string PageOfAll = $"SELECT {Columns} FROM eventpics.upload WHERE {PageFilter}";

    public static readonly IReadOnlyList<string> PageByState =
        [.. Enumerable.Range(0, ListByState.Count).Select(static state => $"SELECT {Columns} FROM eventpics.upload WHERE state = {state} AND {PageFilter}")];

    public const string Counts = """
        SELECT state::integer, count(*)::integer, coalesce(sum(length), 0)::bigint, (count(*) FILTER (WHERE possible_duplicate))::integer
        FROM eventpics.upload GROUP BY state
        """;

    public const string OldestPending = "SELECT min(enqueued_at) FROM eventpics.upload WHERE state IN (0, 1)";
    public const string OldestPendingOfAccount = $"{OldestPending} AND account = @account";
    public const string CountUploadedSince = "SELECT count(*)::integer FROM eventpics.upload WHERE state = 2 AND uploaded_at >= @since";

    public const string HasPending =
        "SELECT EXISTS(SELECT 1 FROM eventpics.upload WHERE state = 0) OR EXISTS(SELECT 1 FROM eventpics.upload WHERE state = 1)";

    public const string PendingDestinations = """
        SELECT key FROM unnest(@destinations) AS key
        WHERE EXISTS(SELECT 1 FROM eventpics.upload WHERE state = 0 AND account = @account AND destination = key)
          OR EXISTS(SELECT 1 FROM eventpics.upload WHERE state = 1 AND account = @account AND destination = key)
        """;

    public const string ReadSalt = "SELECT salt FROM eventpics.queue";
    public const string ReadRetries = "SELECT retries FROM eventpics.queue";

    private const string Foreign = "state = 0 AND account <> @account";

    public const string ForeignLinkIds = $"SELECT DISTINCT link_id FROM eventpics.upload WHERE {Foreign} ORDER BY link_id";
    public const string CountForeign = $"SELECT count(*)::integer FROM eventpics.upload WHERE {Foreign}";

    /// <summary>Differs whenever any transaction has ended.</summary>
    public const string Snapshot = "SELECT pg_current_snapshot()::text";

    public const string LoadSenderStatus =
        "SELECT health, reason, until, contact_at, account FROM eventpics.sender ORDER BY seen_at DESC LIMIT 1";
}
