using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Tells how tasks stand. A resize of a running machine takes two steps, and the second begins only when somebody asks, so that the
/// panel's way with such tasks is exercised.
/// </summary>
internal static class SandboxTasks
{
    public static BackendTask? Read(SandboxSession session, string id, SandboxLifecycle lifecycle, TimeSpan startTime)
    {
        var row = session.Query(
            "SELECT seq, machine, kind, started_at, ends_at, done, error, result_id, start_after, continued_by FROM task WHERE seq = @0",
            Read, SandboxIds.TaskSeq(id)).SingleOrDefault();
        return row switch
        {
            null => null,
            { Error: { } error } => new BackendTask.Failed(BackendErrorKind.NotFound, error),
            { Done: false } => new BackendTask.Running(row.Percent(lifecycle.Now.Micros), row.Kind),
            { ContinuedBy: { } next } => new BackendTask.Running(null, "start", SandboxIds.Task(next)),
            { StartAfter: true } => Continue(session, row, lifecycle, startTime),
            _ => new BackendTask.Succeeded(row.ResultId),
        };
    }

    /// <summary>
    /// The resize to this size that is a machine's latest task and not over, its start afterwards included: whoever asks for it again,
    /// because an answer was lost, joins it. Null: none.
    /// </summary>
    public static string? UnfinishedResize(SandboxSession session, long machine, VmSize size) =>
        session.Query(
            """
            SELECT seq FROM task
            WHERE seq = (SELECT max(seq) FROM task WHERE machine = @0) AND error IS NULL AND (done = 0 OR start_after = 1) AND continued_by IS NULL
              AND vcpus = @1 AND ram_mb = @2 AND disk_gb = @3 AND plan_id IS @4
            """,
            row => SandboxIds.Task(row.GetInt64(0)), machine, size.VCpus, size.RamMb, size.DiskGb, size.PlanId).SingleOrDefault();

    private static BackendTask Continue(SandboxSession session, Row row, SandboxLifecycle lifecycle, TimeSpan startTime)
    {
        if (SandboxMachines.Find(session, SandboxIds.Machine(row.Machine)) is not { } machine)
            return new BackendTask.Failed(BackendErrorKind.NotFound, "The machine was deleted.");
        if (machine.TaskKind is not null)
            return new BackendTask.Running(null, machine.TaskKind);
        if (machine.Power == PowerState.Running)
            return new BackendTask.Succeeded(row.ResultId);
        var next = lifecycle.Begin(session, row.Machine, new SandboxTask("start", startTime, PowerState.Starting, PowerState.Running));
        session.Execute("UPDATE task SET continued_by = @1 WHERE seq = @0", row.Seq, SandboxIds.TaskSeq(next));
        return new BackendTask.Running(null, "start", next);
    }

    private static Row Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5) != 0,
        SandboxMachines.Text(row, 6), SandboxMachines.Text(row, 7), row.GetInt64(8) != 0, row.IsDBNull(9) ? null : row.GetInt64(9));

    private sealed record Row(
        long Seq, long Machine, string Kind, long Started, long Ends, bool Done, string? Error, string? ResultId, bool StartAfter, long? ContinuedBy)
    {
        public int Percent(long now) => Ends == Started ? 0 : (int)Math.Clamp((now - Started) * 100 / (Ends - Started), 0, 99);
    }
}
