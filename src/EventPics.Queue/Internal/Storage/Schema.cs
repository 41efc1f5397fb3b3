namespace EventPics.Queue.Internal;

/// <summary>The tables and indexes, and how older ones become these.</summary>
internal static class Schema
{
    public const int Version = 1;

    /// <summary>"EPQ1", so that a strange database is not taken for a queue.</summary>
    public const long ApplicationId = 0x45505131;

    /// <summary>Entry n brings a database from version n to n + 1.</summary>
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
    ];
}
