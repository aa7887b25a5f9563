using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Reads machines.</summary>
internal static class SandboxMachines
{
    private const string Select = """
        SELECT m.seq, m.name, m.installation, m.token, m.plan_id, m.vcpus, m.ram_mb, m.disk_gb, m.image_id, m.is_iso, m.created_at, m.power,
               m.counter_biz, t.kind, t.shown
        FROM machine m LEFT JOIN task t ON t.machine = m.seq AND t.done = 0
        WHERE m.deleted_at IS NULL
        """;

    public static SandboxMachine? Find(SandboxSession session, string id) =>
        session.Query(Select + " AND m.seq = @0", Read, SandboxIds.MachineSeq(id)).SingleOrDefault();

    public static SandboxMachine Require(SandboxSession session, string id) =>
        Find(session, id) ?? throw new BackendException(BackendErrorKind.NotFound, $"The sandbox has no machine '{id}'.");

    /// <summary>The machine, held by nothing.</summary>
    public static SandboxMachine RequireFree(SandboxSession session, string id)
    {
        var machine = Require(session, id);
        return machine.TaskKind is null
            ? machine
            : throw new BackendException(BackendErrorKind.Conflict, $"The sandbox is still busy with machine '{id}' ({machine.TaskKind}).");
    }

    public static SandboxMachine? FindByToken(SandboxSession session, Guid installation, Guid token) =>
        session.Query(Select + " AND m.token = @0 AND m.installation = @1 ORDER BY m.seq LIMIT 1", Read, token.ToString(), installation.ToString())
            .SingleOrDefault();

    public static List<SandboxMachine> Page(SandboxSession session, long after, int size) =>
        session.Query(Select + " AND m.seq > @0 ORDER BY m.seq LIMIT @1", Read, after, size);

    private static SandboxMachine Read(SqliteDataReader row) => new()
    {
        Seq = row.GetInt64(0),
        Name = row.GetString(1),
        Mark = ReadMark(row, 2),
        PlanId = Text(row, 4),
        VCpus = row.GetInt32(5),
        RamMb = row.GetInt32(6),
        DiskGb = row.GetInt32(7),
        ImageId = row.GetString(8),
        IsIso = row.GetInt64(9) != 0,
        CreatedAt = row.GetInt64(10),
        Power = new PowerState(row.GetString(11)),
        CounterBiz = row.GetInt64(12),
        TaskKind = Text(row, 13),
        Shown = Text(row, 14) is { } shown ? new PowerState(shown) : null,
    };

    internal static VmMark? ReadMark(SqliteDataReader row, int at) =>
        Text(row, at) is { } installation ? new VmMark(Guid.Parse(installation), Text(row, at + 1) is { } token ? Guid.Parse(token) : null) : null;

    internal static string? Text(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
