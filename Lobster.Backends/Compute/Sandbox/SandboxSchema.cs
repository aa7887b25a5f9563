namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// The sandbox's tables. Moments ending in _at are system micros, in _biz business micros. A machine's power column holds its last
/// settled state; an unfinished task overrides it with what it shows.
/// </summary>
internal static class SandboxSchema
{
    /// <summary>Stored as the file's user_version; raise it with every change below.</summary>
    public const int Version = 1;

    public const string Sql = """
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS machine (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, installation TEXT, token TEXT,
            plan_id TEXT, vcpus INTEGER NOT NULL, ram_mb INTEGER NOT NULL, disk_gb INTEGER NOT NULL, image_id TEXT NOT NULL, is_iso INTEGER NOT NULL,
            created_at INTEGER NOT NULL, power TEXT NOT NULL, counter_biz INTEGER NOT NULL,
            delete_calls INTEGER NOT NULL DEFAULT 0, deleted_at INTEGER) STRICT;
        CREATE INDEX IF NOT EXISTS machine_token ON machine (token);
        CREATE INDEX IF NOT EXISTS machine_alive ON machine (seq) WHERE deleted_at IS NULL;
        CREATE TABLE IF NOT EXISTS task (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, machine INTEGER NOT NULL REFERENCES machine, kind TEXT NOT NULL, shown TEXT, then_power TEXT NOT NULL,
            started_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, error TEXT, result_id TEXT,
            plan_id TEXT, vcpus INTEGER, ram_mb INTEGER, disk_gb INTEGER, image_id TEXT, is_iso INTEGER,
            start_after INTEGER NOT NULL DEFAULT 0, continued_by INTEGER REFERENCES task) STRICT;
        CREATE UNIQUE INDEX IF NOT EXISTS task_open ON task (machine) WHERE done = 0;
        CREATE INDEX IF NOT EXISTS task_due ON task (ends_at) WHERE done = 0;
        CREATE TABLE IF NOT EXISTS run (machine INTEGER NOT NULL REFERENCES machine, from_biz INTEGER NOT NULL, until_biz INTEGER) STRICT;
        CREATE INDEX IF NOT EXISTS run_machine ON run (machine, from_biz);
        CREATE UNIQUE INDEX IF NOT EXISTS run_open ON run (machine) WHERE until_biz IS NULL;
        CREATE TABLE IF NOT EXISTS extra (machine INTEGER NOT NULL REFERENCES machine, at_biz INTEGER NOT NULL, out_bytes INTEGER NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS extra_machine ON extra (machine);
        CREATE TABLE IF NOT EXISTS address (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, machine INTEGER NOT NULL REFERENCES machine, text TEXT NOT NULL UNIQUE,
            prefix INTEGER NOT NULL, gateway TEXT, is_public INTEGER NOT NULL, is_main INTEGER NOT NULL, rdns TEXT) STRICT;
        CREATE INDEX IF NOT EXISTS address_machine ON address (machine);
        CREATE TABLE IF NOT EXISTS image (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, installation TEXT, token TEXT, is_iso INTEGER NOT NULL,
            size_mb INTEGER NOT NULL, min_disk_gb INTEGER NOT NULL, created_at INTEGER NOT NULL, ready_at INTEGER NOT NULL, problem TEXT) STRICT;
        CREATE INDEX IF NOT EXISTS image_token ON image (token);
        """;
}
