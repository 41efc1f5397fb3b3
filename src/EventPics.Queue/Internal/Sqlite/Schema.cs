namespace EventPics.Queue.Internal.Sqlite;

/// <summary>The tables and indexes, and the migrations from older versions.</summary>
internal static class Schema
{
    public const int Version = 5;

    /// <summary>"EPQ1", so that another program's database is not mistaken for a queue.</summary>
    public const long ApplicationId = 0x45505131;

    /// <summary>Entry n migrates a database from version n to n + 1.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE upload(
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          lane TEXT NOT NULL,
          link_id TEXT NOT NULL,
          album_id TEXT,
          file_name TEXT NOT NULL,
          taken_at TEXT,
          content_type TEXT NOT NULL,
          length INTEGER NOT NULL CHECK(length > 0),
          sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
          source_path TEXT,
          enqueued_at INTEGER NOT NULL,
          spool_stamp INTEGER NOT NULL,
          large INTEGER NOT NULL,
          order_second INTEGER NOT NULL,
          order_ms INTEGER NOT NULL,
          state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 3),
          step INTEGER NOT NULL CHECK(step BETWEEN 0 AND 3),
          fence INTEGER NOT NULL,
          not_before INTEGER NOT NULL,
          link TEXT,
          link_key BLOB,
          link_expires_at INTEGER,
          links_issued INTEGER NOT NULL,
          attempts INTEGER NOT NULL,
          failures INTEGER NOT NULL,
          fresh_rejects INTEGER NOT NULL,
          possible_duplicate INTEGER NOT NULL,
          last_error TEXT,
          last_message TEXT,
          uploaded_at INTEGER,
          etag TEXT,
          CHECK(step = 0 OR link IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX upload_same ON upload(lane, sha256);
        CREATE UNIQUE INDEX upload_link ON upload(link_key) WHERE link_key IS NOT NULL;
        CREATE INDEX upload_ready ON upload(lane, large, order_second, order_ms, seq, not_before, length, enqueued_at, state) WHERE state = 0;
        CREATE INDEX upload_linked ON upload(lane, large, order_second, order_ms, seq, not_before) WHERE state = 0 AND link IS NOT NULL;
        CREATE INDEX upload_waiting ON upload(seq) WHERE state = 0;
        CREATE INDEX upload_unclear ON upload(large, link_expires_at, seq) WHERE state = 0 AND step >= 2;
        CREATE INDEX upload_later ON upload(not_before) WHERE state = 0 AND not_before > 0;
        CREATE INDEX upload_sending ON upload(seq, length, enqueued_at, state) WHERE state = 1;
        CREATE INDEX upload_uploaded ON upload(uploaded_at, possible_duplicate, state) WHERE state = 2;
        CREATE INDEX upload_set_aside ON upload(seq) WHERE state = 3;
        CREATE TABLE sender(
          only INTEGER PRIMARY KEY CHECK(only = 1),
          connection TEXT NOT NULL,
          reason TEXT,
          until INTEGER,
          retries INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        INSERT INTO sender(only, connection) VALUES(1, 'NotSending');
        CREATE TABLE rebuilt(only INTEGER PRIMARY KEY CHECK(only = 1)) STRICT;
        """,
        AddWithdrawnPhotos,
        AddReachedObjects,
        AddAccounts,
        "ALTER TABLE upload ADD COLUMN traceparent TEXT; ALTER TABLE upload ADD COLUMN trace TEXT;",
    ];

    // The account leads the indexes that jobs are claimed by, so that those of other accounts cost nothing, however many are waiting.
    private const string AddAccounts = """
        ALTER TABLE upload ADD COLUMN account TEXT NOT NULL DEFAULT '';
        DROP INDEX upload_ready;
        DROP INDEX upload_linked;
        DROP INDEX upload_unclear;
        CREATE INDEX upload_ready ON upload(account, lane, large, order_second, order_ms, seq, not_before, length, enqueued_at, state) WHERE state = 0;
        CREATE INDEX upload_linked ON upload(account, lane, large, order_second, order_ms, seq, not_before) WHERE state = 0 AND link IS NOT NULL;
        CREATE INDEX upload_unclear ON upload(account, large, link_expires_at, seq) WHERE state = 0 AND step >= 2;
        ALTER TABLE sender ADD COLUMN account TEXT;
        ALTER TABLE sender ADD COLUMN salt TEXT;
        UPDATE sender SET salt = lower(hex(randomblob(16)));
        """;

    // Where a photo may be in addition to its row: objects that a PUT without a response may have reached, and (without a key) destinations that it was
    // moved from or forgotten for. Triggers maintain it, so that no sequence of states can miss one. It is deleted with the record of the upload.
    private const string AddReachedObjects = """
        CREATE TABLE reached(
          sha256 TEXT NOT NULL,
          lane TEXT NOT NULL,
          link_key BLOB,
          step INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX reached_key ON reached(link_key) WHERE link_key IS NOT NULL;
        CREATE INDEX reached_photo ON reached(sha256, lane);
        CREATE TRIGGER upload_url_given_up AFTER UPDATE OF link_key ON upload
          WHEN old.link_key IS NOT NULL AND new.link_key IS NOT old.link_key AND old.step >= 2 AND new.possible_duplicate = 1 BEGIN
          INSERT OR REPLACE INTO reached(sha256, lane, link_key, step) VALUES(old.sha256, old.lane, old.link_key, old.step);
        END;
        CREATE TRIGGER upload_url_taken BEFORE UPDATE OF link_key ON upload
          WHEN new.link_key IS NOT NULL AND new.link_key IS NOT old.link_key BEGIN
          SELECT RAISE(ABORT, 'Another photo may be at this URL.')
            WHERE EXISTS(SELECT 1 FROM reached WHERE link_key = new.link_key AND (sha256 <> new.sha256 OR lane <> new.lane));
        END;
        CREATE TRIGGER upload_moved AFTER UPDATE OF lane ON upload
          WHEN new.lane <> old.lane AND new.possible_duplicate = 1 BEGIN
          INSERT INTO reached(sha256, lane, step) VALUES(old.sha256, old.lane, 2);
        END;
        CREATE TRIGGER upload_purged AFTER DELETE ON upload WHEN old.state = 2 BEGIN
          DELETE FROM reached WHERE sha256 = old.sha256 AND lane = old.lane;
        END;
        CREATE TRIGGER upload_forgotten AFTER DELETE ON upload WHEN old.state = 5 AND old.possible_duplicate = 1 BEGIN
          INSERT INTO reached(sha256, lane, step) VALUES(old.sha256, old.lane, 2);
        END;
        """;

    private const string FirstVersionColumns = """
        seq, id, lane, link_id, album_id, file_name, taken_at, content_type, length, sha256, source_path, enqueued_at, spool_stamp, large,
        order_second, order_ms, state, step, fence, not_before, link, link_key, link_expires_at, links_issued, attempts, failures,
        fresh_rejects, possible_duplicate, last_error, last_message, uploaded_at, etag
        """;

    // Keeps exported and removed photos, and maintains the counts. SQLite can't change a table's checks, so the table is created again.
    private const string AddWithdrawnPhotos = $"""
        CREATE TABLE upload2(
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          lane TEXT NOT NULL,
          link_id TEXT NOT NULL,
          album_id TEXT,
          file_name TEXT NOT NULL,
          taken_at TEXT,
          content_type TEXT NOT NULL,
          length INTEGER NOT NULL CHECK(length > 0),
          sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
          source_path TEXT,
          source_modified_at INTEGER,
          enqueued_at INTEGER NOT NULL,
          spool_stamp INTEGER NOT NULL,
          large INTEGER NOT NULL,
          order_second INTEGER NOT NULL,
          order_ms INTEGER NOT NULL,
          state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 5),
          step INTEGER NOT NULL CHECK(step BETWEEN 0 AND 3),
          fence INTEGER NOT NULL,
          not_before INTEGER NOT NULL,
          link TEXT,
          link_key BLOB,
          link_expires_at INTEGER,
          links_issued INTEGER NOT NULL,
          attempts INTEGER NOT NULL,
          failures INTEGER NOT NULL,
          fresh_rejects INTEGER NOT NULL,
          possible_duplicate INTEGER NOT NULL,
          last_error TEXT,
          last_message TEXT,
          uploaded_at INTEGER,
          etag TEXT,
          exported_to TEXT,
          withdrawn_at INTEGER,
          CHECK(step = 0 OR link IS NOT NULL)
        ) STRICT;
        INSERT INTO upload2({FirstVersionColumns}) SELECT {FirstVersionColumns} FROM upload ORDER BY seq;
        DROP TABLE upload;
        ALTER TABLE upload2 RENAME TO upload;
        CREATE UNIQUE INDEX upload_same ON upload(lane, sha256);
        CREATE INDEX upload_hash ON upload(sha256);
        CREATE UNIQUE INDEX upload_link ON upload(link_key) WHERE link_key IS NOT NULL;
        CREATE INDEX upload_ready ON upload(lane, large, order_second, order_ms, seq, not_before, length, enqueued_at, state) WHERE state = 0;
        CREATE INDEX upload_linked ON upload(lane, large, order_second, order_ms, seq, not_before) WHERE state = 0 AND link IS NOT NULL;
        CREATE INDEX upload_waiting ON upload(seq) WHERE state = 0;
        CREATE INDEX upload_oldest ON upload(enqueued_at) WHERE state = 0;
        CREATE INDEX upload_unclear ON upload(large, link_expires_at, seq) WHERE state = 0 AND step >= 2;
        CREATE INDEX upload_later ON upload(not_before) WHERE state = 0 AND not_before > 0;
        CREATE INDEX upload_sending ON upload(seq, length, enqueued_at, state) WHERE state = 1;
        CREATE INDEX upload_uploaded ON upload(uploaded_at) WHERE state = 2;
        CREATE INDEX upload_set_aside ON upload(seq) WHERE state = 3;
        CREATE INDEX upload_exported ON upload(seq) WHERE state = 4;
        CREATE INDEX upload_removed ON upload(seq) WHERE state = 5;
        CREATE TABLE tally(
          state INTEGER PRIMARY KEY,
          photos INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          doubtful INTEGER NOT NULL
        ) STRICT;
        INSERT INTO tally(state, photos, bytes, doubtful)
          SELECT value, (SELECT count(*) FROM upload WHERE state = value), (SELECT ifnull(sum(length), 0) FROM upload WHERE state = value),
            (SELECT ifnull(sum(possible_duplicate), 0) FROM upload WHERE state = value)
          FROM json_each('[0,1,2,3,4,5]');
        CREATE TRIGGER upload_added AFTER INSERT ON upload BEGIN
          UPDATE tally SET photos = photos + 1, bytes = bytes + new.length, doubtful = doubtful + new.possible_duplicate WHERE state = new.state;
        END;
        CREATE TRIGGER upload_changed AFTER UPDATE OF state, possible_duplicate ON upload
          WHEN old.state <> new.state OR old.possible_duplicate <> new.possible_duplicate BEGIN
          UPDATE tally SET photos = photos - 1, bytes = bytes - old.length, doubtful = doubtful - old.possible_duplicate WHERE state = old.state;
          UPDATE tally SET photos = photos + 1, bytes = bytes + new.length, doubtful = doubtful + new.possible_duplicate WHERE state = new.state;
        END;
        CREATE TRIGGER upload_deleted AFTER DELETE ON upload BEGIN
          UPDATE tally SET photos = photos - 1, bytes = bytes - old.length, doubtful = doubtful - old.possible_duplicate WHERE state = old.state;
        END;
        ALTER TABLE sender ADD COLUMN contact_at INTEGER;
        """;
}
