namespace EventPics.Queue.Internal.PostgreSql;

/// <content>Changes that people make. Each that takes a job from its sender gives it another fence.</content>
internal static partial class Sql
{
    private const string NotClaimed = "owner = NULL, lease_until = NULL, not_before = '-infinity', fence = fence + 1";
    private const string NoUrl = "phase = 0, upload_url = NULL, object_key = NULL, upload_url_expires_at = NULL";

    public const string RecordSource =
        "UPDATE eventpics.upload SET source_modified_at = @source_modified_at WHERE id = @id AND source_path = @source_path";

    public const string MarkPossibleDuplicate = "UPDATE eventpics.upload SET possible_duplicate = true WHERE id = @id";

    public const string Continue = """
        UPDATE eventpics.upload SET phase = greatest(phase, @phase), not_before = '-infinity',
          upload_url = @upload_url, object_key = @object_key,
          upload_url_expires_at = @upload_url_expires_at
        WHERE id = @id AND state IN (0, 3) AND (object_key IS NULL OR object_key = @object_key)
        """;

    public const string MarkUnlessAtUrl = """
        UPDATE eventpics.upload SET possible_duplicate = true WHERE id = @id AND @phase >= 2 AND object_key IS DISTINCT FROM @object_key
        """;

    public const string MakeAllDue = "UPDATE eventpics.upload SET not_before = '-infinity' WHERE state = 0 AND not_before > '-infinity'";
    public const string CountRetry = "UPDATE eventpics.queue SET retries = retries + 1";

    public const string RetryAll =
        "UPDATE eventpics.upload SET state = 0, not_before = '-infinity', failures = 0, new_url_rejections = 0 WHERE state = 3";

    public const string Retry = $"{RetryAll} AND id = ANY(@ids)";

    /// <summary>
    /// Keeps what identifies the photo, and the key of the object it was uploaded to, so that no other photo overwrites that. If bytes were
    /// sent
    /// without a response, the photo may be in the album.
    /// </summary>
    public const string Remove = $"""
        UPDATE eventpics.upload SET state = 5, phase = 0, {NotClaimed}, upload_url = NULL, upload_url_expires_at = NULL,
          object_key = CASE WHEN uploaded_at IS NULL THEN NULL ELSE object_key END,
          possible_duplicate = possible_duplicate OR phase >= 2 OR (state <> 4 AND exported_to IS NOT NULL),
          taken_at = NULL, last_error = NULL, last_message = NULL, exported_to = CASE WHEN state = 4 THEN exported_to END,
          withdrawn_at = @at
        WHERE id = @id AND state <> 5 RETURNING {Columns}
        """;

    /// <summary>
    /// Executed before the files are written: if the program is killed in between, they can be imported elsewhere while the photo is still
    /// sent from here.
    /// </summary>
    public const string RecordExport = """
        UPDATE eventpics.upload SET exported_to = @folder,
          possible_duplicate = possible_duplicate OR (state = 2 AND @folder::text IS NOT NULL)
        WHERE id = @id AND state IN (0, 1, 2, 3)
        """;

    /// <summary>Keeps the upload URL: if the photo is taken back, it is sent to the same object again.</summary>
    public const string Export = $"""
        UPDATE eventpics.upload SET state = 4, {NotClaimed}, exported_to = @folder, withdrawn_at = @at,
          possible_duplicate = possible_duplicate OR phase >= 2
        WHERE id = @id AND state IN (0, 1, 3, 4) RETURNING {Columns}
        """;

    public const string TakeBack = $"""
        UPDATE eventpics.upload SET state = 0, {NotClaimed}, failures = 0, new_url_rejections = 0, exported_to = NULL, withdrawn_at = NULL,
          possible_duplicate = possible_duplicate OR @was_imported
        WHERE id = @id AND state = 4 RETURNING {Columns}
        """;

    /// <summary>
    /// A photo that is still on the drive it was exported to becomes exported again, one that was uploaded becomes uploaded.
    /// </summary>
    public const string UndoRemoval = $"""
        UPDATE eventpics.upload SET state = CASE WHEN uploaded_at IS NULL THEN 4 ELSE 2 END, fence = fence + 1,
          withdrawn_at = CASE WHEN uploaded_at IS NULL THEN withdrawn_at END
        WHERE id = @id AND state = 5 AND (uploaded_at IS NOT NULL OR exported_to IS NOT NULL) RETURNING {Columns}
        """;

    /// <summary>The exported files are deleted.</summary>
    public const string RecordExportDeleted = "UPDATE eventpics.upload SET exported_to = NULL WHERE id = @id AND state = 5";

    public const string Forget = $"DELETE FROM eventpics.upload WHERE id = @id AND state = 5 RETURNING {Columns}";

    /// <summary>The photo may have arrived at the old destination, and at the new one earlier.</summary>
    public const string Reroute = $"""
        UPDATE eventpics.upload u SET destination = @destination, link_id = @link_id, album_id = @album_id, account = @account, state = 0,
          {NotClaimed}, {NoUrl}, failures = 0, new_url_rejections = 0, possible_duplicate = possible_duplicate OR phase >= 2
            OR EXISTS(SELECT 1 FROM eventpics.reached r WHERE r.sha256 = u.sha256 AND r.destination = @destination)
        WHERE id = @id AND state IN (0, 1, 3)
          AND NOT EXISTS(SELECT 1 FROM eventpics.upload other
            WHERE other.sha256 = u.sha256 AND other.link_id = @link_id AND other.state = 5)
        RETURNING {Columns}
        """;

    public const string RenewAccount = "UPDATE eventpics.upload SET account = @account WHERE state = 0 AND account >= @from AND account < @to";

    // All accounts whose service is known have the same length.
    private const string OtherService = "coalesce(length(account) = length(@account) AND left(account, length(@service::text)) <> @service::text, false)";

    // What was sent there is in no album of this service, although it may be in one of the other.
    private const string DropUrl = $"""
        UPDATE eventpics.upload SET {NoUrl}, possible_duplicate = possible_duplicate OR phase >= 2
        WHERE upload_url IS NOT NULL AND {OtherService}
        """;

    private const string ForeignOfEvents = $"{Foreign} AND link_id = ANY(@link_ids)";

    public const string DropUrlsOfOtherService = $"{DropUrl} AND {ForeignOfEvents}";
    public const string TakeOver = $"UPDATE eventpics.upload SET account = @account WHERE {ForeignOfEvents}";
    public const string DropUrlOfOtherService = $"{DropUrl} AND id = @id AND state IN (0, 3)";

    public const string TakeOverOne = $"""
        UPDATE eventpics.upload SET account = @account WHERE id = @id AND state IN (0, 1, 3) AND NOT (state = 1 AND {OtherService})
        """;

    /// <summary>The photo may have arrived at the other account's upload URL.</summary>
    public const string Adopt = $"""
        UPDATE eventpics.upload SET account = @account, {NotClaimed}, {NoUrl}, failures = 0, new_url_rejections = 0,
          possible_duplicate = possible_duplicate OR phase >= 2
        WHERE state IN (0, 3) AND account <> @account RETURNING {Columns}
        """;

    public const string WriteChunk = "INSERT INTO eventpics.photo_bytes(id, number, data) VALUES(@id, @number, @data)";
    public const string ReadChunk = "SELECT data FROM eventpics.photo_bytes WHERE id = @id AND number = @number";
    public const string DeleteChunks = "DELETE FROM eventpics.photo_bytes WHERE id = @id";

    /// <summary>In batches, because large photos are long lists of chunks.</summary>
    public const string SweepChunks = """
        WITH old AS (SELECT b.id FROM eventpics.photo_bytes b WHERE b.number = 0 AND b.written_at < clock_timestamp() - interval '1 hour'
            AND NOT EXISTS(SELECT 1 FROM eventpics.upload u WHERE u.id = b.id AND u.state NOT IN (2, 5)) LIMIT 100),
          deleted AS (DELETE FROM eventpics.photo_bytes WHERE id IN (SELECT id FROM old))
        SELECT count(*)::integer FROM old
        """;

    /// <summary>In batches, because each one holds its rows locked.</summary>
    public const string PurgeUploaded = """
        DELETE FROM eventpics.upload WHERE seq IN (SELECT seq FROM eventpics.upload WHERE state = 2 AND uploaded_at < @before
          AND seq <= (SELECT max(seq) FROM eventpics.upload) - @keep ORDER BY uploaded_at LIMIT 1000)
        """;
}
