namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>The tables and indexes, and the migrations from older versions.</summary>
internal static class Schema
{
    /// <summary>Any number that no other program uses, so that only one replica migrates at a time.</summary>
    public const long MigrationLock = 0x4550515047;

    /// <summary>
    /// The server and its history: both change when a backup is restored or a standby takes over, and the last seconds may be lost then.
    /// </summary>
    public const string CurrentTimeline =
        "(SELECT system_identifier FROM pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)";

    public static int Version => Migrations.Count;

    /// <summary>Entry n migrates a database from version n to n + 1.</summary>
    public static readonly IReadOnlyList<string> Migrations = [Tables + Indexes + Triggers];

    // Text is compared by its bytes, as in .NET, whatever language the database was created for.
    private const string Tables = $"""
        CREATE TABLE eventpics.upload(
          seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          id text COLLATE "C" NOT NULL UNIQUE,
          account text COLLATE "C" NOT NULL,
          destination text COLLATE "C" NOT NULL,
          link_id text COLLATE "C" NOT NULL,
          album_id text COLLATE "C",
          file_name text NOT NULL,
          taken_at text,
          content_type text NOT NULL,
          length bigint NOT NULL CHECK(length > 0),
          sha256 text COLLATE "C" NOT NULL CHECK(length(sha256) = 64),
          source_path text,
          source_modified_at bigint,
          enqueued_at timestamptz NOT NULL,
          spool_timestamp bigint NOT NULL,
          is_large boolean NOT NULL,
          order_second bigint NOT NULL,
          order_ms bigint NOT NULL,
          state smallint NOT NULL CHECK(state BETWEEN 0 AND 5),
          phase smallint NOT NULL CHECK(phase BETWEEN 0 AND 3),
          fence bigint NOT NULL DEFAULT 0,
          owner uuid,
          lease_until timestamptz,
          not_before timestamptz NOT NULL DEFAULT '-infinity',
          upload_url text,
          object_key bytea,
          upload_url_expires_at timestamptz,
          upload_urls_issued integer NOT NULL DEFAULT 0,
          attempts integer NOT NULL DEFAULT 0,
          failures integer NOT NULL DEFAULT 0,
          new_url_rejections integer NOT NULL DEFAULT 0,
          possible_duplicate boolean NOT NULL,
          last_error text,
          last_message text,
          uploaded_at timestamptz,
          etag text,
          exported_to text,
          withdrawn_at timestamptz,
          traceparent text,
          trace text,
          CHECK(phase = 0 OR upload_url IS NOT NULL),
          CHECK((state = 1) = (owner IS NOT NULL)),
          CHECK((state = 1) = (lease_until IS NOT NULL))
        ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000,
          autovacuum_vacuum_cost_delay = 0);
        CREATE TABLE eventpics.photo_bytes(
          id text COLLATE "C" NOT NULL,
          number integer NOT NULL,
          data bytea NOT NULL,
          written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY(id, number)
        );
        ALTER TABLE eventpics.photo_bytes ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE TABLE eventpics.reached(
          sha256 text COLLATE "C" NOT NULL,
          destination text COLLATE "C" NOT NULL,
          object_key bytea,
          phase smallint NOT NULL
        );
        CREATE TABLE eventpics.history(
          one boolean PRIMARY KEY DEFAULT true CHECK(one),
          timeline text NOT NULL,
          open_at timestamptz NOT NULL DEFAULT '-infinity'
        );
        INSERT INTO eventpics.history(timeline) VALUES({CurrentTimeline});
        CREATE TABLE eventpics.queue(
          one boolean PRIMARY KEY DEFAULT true CHECK(one),
          salt text NOT NULL,
          retries bigint NOT NULL DEFAULT 0
        );
        INSERT INTO eventpics.queue(salt) VALUES(replace(gen_random_uuid()::text, '-', ''));
        CREATE TABLE eventpics.sender(
          owner uuid PRIMARY KEY,
          seen_at timestamptz NOT NULL,
          health text NOT NULL,
          reason text,
          until timestamptz,
          contact_at timestamptz,
          account text
        );

        """;

    // The account leads the indexes that jobs are claimed by, so that those of other accounts cost nothing, however many are waiting.
    private const string Indexes = """
        CREATE UNIQUE INDEX upload_same ON eventpics.upload(destination, sha256);
        CREATE INDEX upload_hash ON eventpics.upload(sha256);
        CREATE UNIQUE INDEX upload_object ON eventpics.upload(object_key) WHERE object_key IS NOT NULL;
        CREATE INDEX upload_ready ON eventpics.upload(account, is_large, order_second DESC, destination, order_ms, seq) WHERE state = 0;
        CREATE INDEX upload_with_url ON eventpics.upload(account, is_large, order_second DESC, destination, order_ms, seq)
          WHERE state = 0 AND upload_url IS NOT NULL;
        CREATE INDEX upload_unclear ON eventpics.upload(account, is_large, upload_url_expires_at, seq) WHERE state = 0 AND phase >= 2;
        CREATE INDEX upload_destination ON eventpics.upload(account, destination) WHERE state = 0;
        CREATE INDEX upload_waiting ON eventpics.upload(seq) WHERE state = 0;
        CREATE INDEX upload_oldest ON eventpics.upload(enqueued_at) WHERE state = 0;
        CREATE INDEX upload_later ON eventpics.upload(not_before) WHERE state = 0 AND not_before > '-infinity';
        CREATE INDEX upload_sending ON eventpics.upload(seq) WHERE state = 1;
        CREATE INDEX upload_uploaded ON eventpics.upload(uploaded_at) WHERE state = 2;
        CREATE INDEX upload_failed ON eventpics.upload(seq) WHERE state = 3;
        CREATE INDEX upload_exported ON eventpics.upload(seq) WHERE state = 4;
        CREATE INDEX upload_removed ON eventpics.upload(seq) WHERE state = 5;
        CREATE UNIQUE INDEX reached_object ON eventpics.reached(object_key) WHERE object_key IS NOT NULL;
        CREATE INDEX reached_photo ON eventpics.reached(sha256, destination);

        """;

    // Where a photo may be in addition to its row: objects that a PUT without a response may have reached, and (without a key) destinations
    // that it was moved from or forgotten for. Triggers maintain it, so that no sequence of states can miss one. It is deleted with the
    // record of the upload. They run after the row is written: by then, whatever held the object's key before has been committed and is
    // seen.
    private const string Triggers = """
        CREATE FUNCTION eventpics.keep_object() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF old.object_key IS NOT NULL AND new.object_key IS DISTINCT FROM old.object_key
              AND old.phase >= 2 AND new.possible_duplicate THEN
              INSERT INTO eventpics.reached(sha256, destination, object_key, phase)
              VALUES(old.sha256, old.destination, old.object_key, old.phase)
              ON CONFLICT (object_key) WHERE object_key IS NOT NULL
              DO UPDATE SET sha256 = excluded.sha256, destination = excluded.destination, phase = excluded.phase;
            END IF;
          END IF;
          IF EXISTS(SELECT 1 FROM eventpics.reached r
                    WHERE r.object_key = new.object_key AND (r.sha256 <> new.sha256 OR r.destination <> new.destination)) THEN
            RAISE unique_violation USING MESSAGE = 'Another photo may be at this URL.';
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER upload_object_added AFTER INSERT ON eventpics.upload FOR EACH ROW
          WHEN (new.object_key IS NOT NULL) EXECUTE FUNCTION eventpics.keep_object();
        CREATE TRIGGER upload_object_changed AFTER UPDATE OF object_key ON eventpics.upload FOR EACH ROW
          WHEN (new.object_key IS DISTINCT FROM old.object_key) EXECUTE FUNCTION eventpics.keep_object();
        CREATE FUNCTION eventpics.keep_destination() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO eventpics.reached(sha256, destination, phase) VALUES(old.sha256, old.destination, 2);
          RETURN NULL;
        END $$;
        CREATE TRIGGER upload_moved AFTER UPDATE OF destination ON eventpics.upload FOR EACH ROW
          WHEN (new.destination <> old.destination AND new.possible_duplicate) EXECUTE FUNCTION eventpics.keep_destination();
        CREATE TRIGGER upload_forgotten AFTER DELETE ON eventpics.upload FOR EACH ROW
          WHEN (old.state = 5 AND old.possible_duplicate) EXECUTE FUNCTION eventpics.keep_destination();
        CREATE FUNCTION eventpics.forget_objects() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM eventpics.reached WHERE sha256 = old.sha256 AND destination = old.destination;
          RETURN NULL;
        END $$;
        CREATE TRIGGER upload_purged AFTER DELETE ON eventpics.upload FOR EACH ROW
          WHEN (old.state = 2) EXECUTE FUNCTION eventpics.forget_objects();
        """;
}
