namespace EventPics.Queue.Internal.Sqlite;

/// <summary>All SQL statements of the queue except those of the schema.</summary>
/// <remarks>
/// Columns keep their first names: lane is the destination, link the upload URL, links_issued the number of upload URLs requested, step the
/// phase, fresh_rejects the number of rejections of new upload URLs, order_second and order_ms the capture time.
/// </remarks>
internal static class Sql
{
    /// <summary>For each connection. FULL, because NORMAL may roll back the last commits after a power cut.</summary>
    public const string Configure = """
        PRAGMA synchronous=FULL;
        PRAGMA busy_timeout=1000;
        PRAGMA secure_delete=ON;
        PRAGMA trusted_schema=OFF;
        PRAGMA cell_size_check=ON;
        PRAGMA mmap_size=0;
        PRAGMA wal_autocheckpoint=1000;
        PRAGMA journal_size_limit=16777216;
        PRAGMA fullfsync=ON;
        PRAGMA checkpoint_fullfsync=ON;
        """;

    public const string SwitchToWal = "PRAGMA journal_mode=WAL";
    public const string LibraryVersion = "SELECT sqlite_version()";
    public const string QuickCheck = "PRAGMA quick_check(1)";
    public const string ReadApplicationId = "PRAGMA application_id";
    public const string ReadSchemaVersion = "PRAGMA user_version";
    public const string CountTables = "SELECT count(*) FROM sqlite_schema";
    public const string DataVersion = "PRAGMA data_version";
    public const string Checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    public const string DisableBusyTimeout = "PRAGMA busy_timeout=0";
    public const string RestoreBusyTimeout = "PRAGMA busy_timeout=1000";

    /// <summary>Prepared once like all others; transactions of the library would be parsed again each time.</summary>
    public const string Begin = "BEGIN IMMEDIATE";
    public const string Commit = "COMMIT";
    public const string RollBack = "ROLLBACK";

    public const string Columns = """
        seq, id, link_id, album_id, file_name, taken_at, content_type, length, sha256, source_path, enqueued_at, spool_stamp, large,
        state, step, fence, not_before, link, link_expires_at, links_issued, attempts, failures, fresh_rejects, possible_duplicate,
        last_error, last_message, uploaded_at, etag, source_modified_at, exported_to, withdrawn_at, link_key, account, traceparent, trace
        """;

    private const string Insert = """
        INSERT INTO upload(id, lane, link_id, album_id, file_name, taken_at, content_type, length, sha256, source_path, source_modified_at, enqueued_at,
          spool_stamp, large, order_second, order_ms, state, step, fence, not_before, link, link_key, link_expires_at, links_issued, attempts,
          failures, fresh_rejects, possible_duplicate, uploaded_at, exported_to, withdrawn_at, account, traceparent)
        SELECT @id, @lane, @link_id, @album_id, @file_name, @taken_at, @content_type, @length, @sha256, @source_path, @source_modified_at, @enqueued_at,
          @spool_stamp, @large, @order_second, @order_ms, @state, @step, 0, 0, @link, @link_key, @link_expires_at, 0, 0, 0, 0,
          max(@possible_duplicate, EXISTS(SELECT 1 FROM reached WHERE reached.sha256 = @sha256 AND reached.lane = @lane)), @uploaded_at, @exported_to, @withdrawn_at, @account, @traceparent
        """;

    private const string RemovedFromEvent = "sha256 = @sha256 AND link_id = @link_id AND state = 5";

    // Keeps the photos of one customer out of the album of another. A photo that was removed before it was sent belongs to no event.
    private const string Elsewhere = """
        (EXISTS(SELECT 1 FROM upload WHERE sha256 = @sha256 AND link_id <> @link_id AND (state <> 5 OR uploaded_at IS NOT NULL OR possible_duplicate <> 0))
          AND NOT EXISTS(SELECT 1 FROM upload WHERE sha256 = @sha256 AND link_id = @link_id))
        """;

    public const string IsElsewhere = $"SELECT {Elsewhere}";

    /// <summary>A photo that a person removed from an event is not added to any of its albums.</summary>
    public const string Add = $"{Insert} WHERE NOT EXISTS(SELECT 1 FROM upload WHERE {RemovedFromEvent}) ON CONFLICT DO NOTHING";

    public const string AddUnlessElsewhere = $"{Insert} WHERE NOT EXISTS(SELECT 1 FROM upload WHERE {RemovedFromEvent}) AND NOT {Elsewhere} ON CONFLICT DO NOTHING";

    public const string AddReached = "INSERT OR IGNORE INTO reached(sha256, lane, link_key, step) VALUES(@sha256, @lane, @link_key, @step)";

    private const string OfAnotherPhoto = "link_key = @link_key AND (sha256 <> @sha256 OR lane <> @lane)";

    public const string IsUploadUrlInUse =
        $"SELECT EXISTS(SELECT 1 FROM upload WHERE {OfAnotherPhoto}) OR EXISTS(SELECT 1 FROM reached WHERE {OfAnotherPhoto})";

    public const string Continue = """
        UPDATE upload SET step = max(step, @step), not_before = 0, link = @link, link_key = @link_key, link_expires_at = @link_expires_at
        WHERE id = @id AND state IN (0, 3) AND (link_key IS NULL OR link_key = @link_key)
        """;

    public const string MarkUnlessAtUrl =
        "UPDATE upload SET possible_duplicate = 1 WHERE id = @id AND @step >= 2 AND link_key IS NOT @link_key";

    public const string ReachedPhase = "SELECT step FROM reached WHERE link_key = @link_key AND sha256 = @sha256 AND lane = @lane";

    /// <summary>Restores the former state: a photo may wait for one album although it was removed from another.</summary>
    public const string Rebuild = $"{Insert} WHERE TRUE ON CONFLICT DO NOTHING";

    /// <summary>The IDs are one JSON array, so that a folder with ten thousand files needs only a few queries.</summary>
    public const string StatesOf = "SELECT id, state FROM upload WHERE id IN (SELECT value FROM json_each(@ids))";

    /// <summary>A row that a rebuild writes in its transaction. Without it, the database may be empty because the old one is lost.</summary>
    public const string IsRebuilt = "SELECT count(*) FROM rebuilt";
    public const string MarkRebuilt = "INSERT OR IGNORE INTO rebuilt(only) VALUES(1)";

    public const string FindById = $"SELECT {Columns} FROM upload WHERE id = @id";
    public const string FindSame = $"SELECT {Columns} FROM upload WHERE lane = @lane AND sha256 = @sha256";
    public const string FindRemoved = $"SELECT {Columns} FROM upload INDEXED BY upload_hash WHERE {RemovedFromEvent} LIMIT 1";

    public const string FindByHash = $"SELECT {Columns} FROM upload WHERE sha256 = @sha256 ORDER BY seq DESC";
    public const string FindByPrefix = $"SELECT {Columns} FROM upload WHERE id >= @from AND id < @to ORDER BY id LIMIT @limit";
    public const string MarkPossibleDuplicate = "UPDATE upload SET possible_duplicate = 1 WHERE id = @id";
    public const string RecordSource = "UPDATE upload SET source_modified_at = @source_modified_at WHERE id = @id AND source_path = @source_path";
    public const string ListAll = $"SELECT {Columns} FROM upload ORDER BY seq DESC LIMIT @limit";

    /// <summary>Each state has its own index, which SQLite uses only for a query with the state as a literal.</summary>
    public static readonly IReadOnlyList<string> ListByState =
    [
        $"SELECT {Columns} FROM upload WHERE state = 0 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM upload WHERE state = 1 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM upload WHERE state = 2 ORDER BY uploaded_at DESC LIMIT @limit",
        $"SELECT {Columns} FROM upload WHERE state = 3 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM upload WHERE state = 4 ORDER BY seq DESC LIMIT @limit",
        $"SELECT {Columns} FROM upload WHERE state = 5 ORDER BY seq DESC LIMIT @limit",
    ];

    private const string PageFilter = "seq < @before AND (@link_id IS NULL OR link_id = @link_id) AND (@album_id IS NULL OR album_id = @album_id) ORDER BY seq DESC";

    /// <summary>The reader stops at the end of the page.</summary>
    public const string PageOfAll = $"SELECT {Columns} FROM upload WHERE {PageFilter}";

    public static readonly IReadOnlyList<string> PageByState =
        [.. Enumerable.Range(0, ListByState.Count).Select(static state => $"SELECT {Columns} FROM upload WHERE state = {state} AND {PageFilter}")];

    public const string Counts = "SELECT photos, bytes, doubtful FROM tally ORDER BY state";

    public const string OldestPending =
        "SELECT min(at) FROM (SELECT min(enqueued_at) AS at FROM upload WHERE state = 0 UNION ALL SELECT min(enqueued_at) FROM upload WHERE state = 1)";

    public const string CountUploadedSince = "SELECT count(*) FROM upload WHERE state = 2 AND uploaded_at >= @since";

    public const string HasPending = "SELECT EXISTS(SELECT 1 FROM upload WHERE state = 0) OR EXISTS(SELECT 1 FROM upload WHERE state = 1)";

    public const string PendingDestinations = """
        SELECT value FROM json_each(@lanes)
        WHERE EXISTS(SELECT 1 FROM upload INDEXED BY upload_ready WHERE state = 0 AND account = @account AND lane = value)
          OR EXISTS(SELECT 1 FROM upload WHERE state = 1 AND account = @account AND lane = value)
        """;

    private const string Due = "(not_before <= @now OR not_before > @latest)";

    public const string PickUnclear =
        $"SELECT seq FROM upload WHERE state = 0 AND step >= 2 AND account = @account AND large = @large AND {Due} ORDER BY link_expires_at, seq LIMIT 1";

    public const string NextDestination = "SELECT min(lane) FROM upload WHERE state = 0 AND account = @account AND lane > @lane";

    private const string Ready = $"upload INDEXED BY upload_ready WHERE state = 0 AND account = @account AND lane = @lane AND large = @large AND {Due}";

    // While a destination's circuit is open, only jobs with an upload URL may be sent: few, and found without reading the many others.
    private const string ReadyWithUrl = $"upload INDEXED BY upload_linked WHERE state = 0 AND link IS NOT NULL AND account = @account AND lane = @lane AND large = @large AND {Due}";

    private const string NotAvoided = "seq NOT IN (SELECT value FROM json_each(@avoid))";

    public const string NewestSecond = $"SELECT order_second FROM {Ready} ORDER BY order_second DESC LIMIT 1";
    public const string NewestSecondWithUrl = $"SELECT order_second FROM {ReadyWithUrl} ORDER BY order_second DESC LIMIT 1";
    public const string OldestSecond = $"SELECT order_second FROM {Ready} ORDER BY order_second LIMIT 1";
    public const string OldestSecondWithUrl = $"SELECT order_second FROM {ReadyWithUrl} ORDER BY order_second LIMIT 1";

    public const string NewestNotAvoided = $"SELECT max(seq) FROM {Ready} AND {NotAvoided}";
    public const string NewestNotAvoidedWithUrl = $"SELECT max(seq) FROM {ReadyWithUrl} AND {NotAvoided}";

    /// <summary>Within one second by capture time, so that the photos of a session stay in order.</summary>
    public const string PickInSecond = $"SELECT seq FROM {Ready} AND order_second = @second ORDER BY order_ms, seq LIMIT 1";
    public const string PickInSecondWithUrl = $"SELECT seq FROM {ReadyWithUrl} AND order_second = @second ORDER BY order_ms, seq LIMIT 1";

    public const string Claim = $"UPDATE upload SET state = 1, fence = fence + 1, not_before = 0 WHERE seq = @seq RETURNING {Columns}";

    public const string NextDue = "SELECT min(not_before) FROM upload WHERE state = 0 AND not_before > 0 AND not_before > @now";

    public const string Save = """
        UPDATE upload SET state = @state, step = @step, not_before = @not_before, link = @link, link_key = @link_key,
          link_expires_at = @link_expires_at, links_issued = @links_issued, attempts = @attempts, failures = @failures,
          fresh_rejects = @fresh_rejects, possible_duplicate = max(possible_duplicate, @possible_duplicate, @state = 2 AND exported_to IS NOT NULL), last_error = @last_error, last_message = @last_message,
          uploaded_at = @uploaded_at, etag = @etag, spool_stamp = @spool_stamp, trace = @trace
        WHERE id = @id AND fence = @fence AND state = 1
        """;

    /// <summary>Jobs being sent, by this process or by one that has died.</summary>
    public const string Claims = "SELECT id, fence FROM upload WHERE state = 1";

    public const string Recover = "UPDATE upload SET state = 0, fence = fence + 1, not_before = 0 WHERE state = 1";
    public const string HighestSequence = "SELECT ifnull(max(seq), 0) FROM upload";

    public const string MakeAllDue = "UPDATE upload SET not_before = 0 WHERE state = 0 AND not_before > 0";
    public const string RetryAll = "UPDATE upload SET state = 0, not_before = 0, failures = 0, fresh_rejects = 0 WHERE state = 3";
    public const string RetryOne = $"{RetryAll} AND id = @id";

    /// <summary>
    /// Keeps what identifies the photo, and the key of the object it was uploaded to, so that no other photo overwrites that. If bytes were sent
    /// without a response, the photo may be in the album.
    /// </summary>
    public const string Remove = $"""
        UPDATE upload SET state = 5, step = 0, fence = fence + 1, not_before = 0, link = NULL, link_expires_at = NULL,
          link_key = CASE WHEN uploaded_at IS NULL THEN NULL ELSE link_key END, possible_duplicate = max(possible_duplicate, step >= 2, state <> 4 AND exported_to IS NOT NULL),
          taken_at = NULL, last_error = NULL, last_message = NULL, exported_to = CASE WHEN state = 4 THEN exported_to END, withdrawn_at = @at
        WHERE id = @id AND state <> 5 RETURNING {Columns}
        """;

    /// <summary>
    /// Executed before the files are written: if the program is killed in between, they can be imported elsewhere while the photo is still sent from here.
    /// </summary>
    public const string RecordExport = """
        UPDATE upload SET exported_to = @folder, possible_duplicate = max(possible_duplicate, state = 2 AND @folder IS NOT NULL)
        WHERE id = @id AND state IN (0, 1, 2, 3)
        """;

    /// <summary>Keeps the upload URL: if the photo is taken back, it is sent to the same object again.</summary>
    public const string Export = $"""
        UPDATE upload SET state = 4, fence = fence + 1, not_before = 0, exported_to = @folder, withdrawn_at = @at,
          possible_duplicate = max(possible_duplicate, step >= 2)
        WHERE id = @id AND state IN (0, 1, 3, 4) RETURNING {Columns}
        """;

    public const string TakeBack = $"""
        UPDATE upload SET state = 0, fence = fence + 1, not_before = 0, failures = 0, fresh_rejects = 0, exported_to = NULL, withdrawn_at = NULL,
          possible_duplicate = max(possible_duplicate, @was_imported)
        WHERE id = @id AND state = 4 RETURNING {Columns}
        """;

    /// <summary>A photo that is still on the drive it was exported to becomes exported again, one that was uploaded becomes uploaded.</summary>
    public const string UndoRemoval = $"""
        UPDATE upload SET state = CASE WHEN uploaded_at IS NULL THEN 4 ELSE 2 END, fence = fence + 1,
          withdrawn_at = CASE WHEN uploaded_at IS NULL THEN withdrawn_at END
        WHERE id = @id AND state = 5 AND (uploaded_at IS NOT NULL OR exported_to IS NOT NULL) RETURNING {Columns}
        """;

    /// <summary>The exported files are deleted.</summary>
    public const string RecordExportDeleted = "UPDATE upload SET exported_to = NULL WHERE id = @id AND state = 5";

    public const string Forget = $"DELETE FROM upload WHERE id = @id AND state = 5 RETURNING {Columns}";

    /// <summary>The photo may have arrived at the old destination, and at the new one earlier.</summary>
    public const string Reroute = $"""
        UPDATE OR IGNORE upload SET lane = @lane, link_id = @link_id, album_id = @album_id, account = @account, state = 0, step = 0, fence = fence + 1, not_before = 0,
          link = NULL, link_key = NULL, link_expires_at = NULL, failures = 0, fresh_rejects = 0,
          possible_duplicate = max(possible_duplicate, step >= 2, EXISTS(SELECT 1 FROM reached WHERE reached.sha256 = upload.sha256 AND reached.lane = @lane))
        WHERE id = @id AND state IN (0, 1, 3)
          AND NOT EXISTS(SELECT 1 FROM upload AS other WHERE other.sha256 = upload.sha256 AND other.link_id = @link_id AND other.state = 5)
        RETURNING {Columns}
        """;

    public const string ReadSalt = "SELECT salt FROM sender";
    public const string RestoreSalt = "UPDATE sender SET salt = @salt";

    private const string FormerAccount = "state = 0 AND account >= @from AND account < @to";

    public const string HasFormerAccount = $"SELECT EXISTS (SELECT 1 FROM upload WHERE {FormerAccount})";
    public const string RenewAccount = $"UPDATE upload SET account = @account WHERE {FormerAccount}";

    private const string Foreign = "state = 0 AND (account < @account OR account > @account)";

    /// <summary>The first destination of waiting jobs after another, in the order of the index.</summary>
    public const string NextOfAnyAccount = """
        SELECT account, lane, link_id FROM upload INDEXED BY upload_ready WHERE state = 0 AND (account, lane) > (@account, @lane) ORDER BY account, lane LIMIT 1
        """;

    public const string CountForeign = $"SELECT count(*) FROM upload WHERE {Foreign}";
    public const string OldestPendingOfAccount = """
        SELECT min(at) FROM (SELECT min(enqueued_at) AS at FROM upload INDEXED BY upload_ready WHERE state = 0 AND account = @account
          UNION ALL SELECT min(enqueued_at) FROM upload WHERE state = 1 AND account = @account)
        """;

    private const string ForeignOfEvents = $"{Foreign} AND link_id IN (SELECT value FROM json_each(@link_ids))";

    // All accounts whose service is known have the same length.
    private const string OtherService = "ifnull(length(account) = length(@account) AND substr(account, 1, length(@service)) <> @service, 0)";

    // What was sent there is in no album of this service, although it may be in one of the other.
    private const string DropUrl = $"""
        UPDATE upload SET step = 0, link = NULL, link_key = NULL, link_expires_at = NULL,
          possible_duplicate = max(possible_duplicate, step >= 2)
        WHERE link IS NOT NULL AND {OtherService}
        """;

    public const string DropUrlsOfOtherService = $"{DropUrl} AND {ForeignOfEvents}";
    public const string TakeOver = $"UPDATE upload SET account = @account WHERE {ForeignOfEvents}";
    public const string DropUrlOfOtherService = $"{DropUrl} AND id = @id AND state IN (0, 3)";
    public const string TakeOverOne = $"UPDATE upload SET account = @account WHERE id = @id AND state IN (0, 1, 3) AND NOT (state = 1 AND {OtherService})";

    /// <summary>The photo may have arrived at the other account's upload URL.</summary>
    public const string Adopt = $"""
        UPDATE upload SET account = @account, step = 0, fence = fence + 1, not_before = 0, link = NULL, link_key = NULL, link_expires_at = NULL,
          failures = 0, fresh_rejects = 0, possible_duplicate = max(possible_duplicate, step >= 2)
        WHERE state IN (0, 3) AND account <> @account RETURNING {Columns}
        """;

    public const string PurgeUploaded = "DELETE FROM upload WHERE state = 2 AND uploaded_at < @before AND seq <= (SELECT max(seq) FROM upload) - @keep";

    public const string CountRetry = "UPDATE sender SET retries = retries + 1";
    public const string ReadRetries = "SELECT retries FROM sender";
    public const string SaveSenderStatus = "UPDATE sender SET connection = @connection, reason = @reason, until = @until, contact_at = @contact_at, account = @account";
    public const string LoadSenderStatus = "SELECT connection, reason, until, contact_at, account FROM sender";
}
