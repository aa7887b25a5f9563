using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Moves machines on. Nothing runs in the background: each call first settles what has become due since the last one, as of the
/// moment it became due, so that a stopped panel loses nothing.
/// </summary>
internal sealed class SandboxLifecycle(TimeProvider time, BusinessClock business)
{
    public Instant Now => Instant.From(time.GetUtcNow());

    public Instant BusinessNow => business.Now;

    /// <summary>Finishes every task whose time has come.</summary>
    public void Settle(SandboxSession session)
    {
        var due = session.Query(
            "SELECT seq, machine, kind, then_power, ends_at FROM task WHERE done = 0 AND ends_at <= @0 ORDER BY ends_at, seq",
            row => (Seq: row.GetInt64(0), Machine: row.GetInt64(1), Kind: row.GetString(2), Then: new PowerState(row.GetString(3)), EndsAt: row.GetInt64(4)),
            Now.Micros);
        foreach (var task in due)
        {
            session.Execute("UPDATE task SET done = 1 WHERE seq = @0", task.Seq);
            if (task.Kind == SandboxTask.Delete)
                Remove(session, task.Machine, task.EndsAt);
            else
                Finish(session, task.Seq, task.Machine, task.Then, BusinessAt(task.EndsAt));
        }
    }

    /// <summary>Begins a task; the machine must be free.</summary>
    public string Begin(SandboxSession session, long machine, SandboxTask task)
    {
        if (task.Shown is not null)
            session.Execute("UPDATE run SET until_biz = @1 WHERE machine = @0 AND until_biz IS NULL", machine, BusinessNow.Micros);
        var seq = session.Number(
            """
            INSERT INTO task (machine, kind, shown, then_power, started_at, ends_at, result_id, plan_id, vcpus, ram_mb, disk_gb, image_id, is_iso,
                start_after)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13) RETURNING seq
            """,
            machine, task.Kind, task.Shown?.Value, task.Then.Value, Now.Micros, (Now + task.Duration).Micros, task.ResultId,
            task.PlanId, task.Size?.VCpus, task.Size?.RamMb, task.Size?.DiskGb, task.ImageId, task.IsIso, task.StartAfter);
        return SandboxIds.Task(seq);
    }

    /// <summary>Ends whatever holds a machine, unfinished.</summary>
    public static void Abandon(SandboxSession session, long machine) =>
        session.Execute("UPDATE task SET done = 1, error = 'The machine was deleted.' WHERE machine = @0 AND done = 0", machine);

    private static void Finish(SandboxSession session, long task, long machine, PowerState then, long businessAt)
    {
        session.Execute(
            """
            UPDATE machine SET power = t.then_power, plan_id = CASE WHEN t.vcpus IS NULL THEN machine.plan_id ELSE t.plan_id END,
                vcpus = coalesce(t.vcpus, machine.vcpus), ram_mb = coalesce(t.ram_mb, machine.ram_mb), disk_gb = coalesce(t.disk_gb, machine.disk_gb),
                image_id = coalesce(t.image_id, machine.image_id), is_iso = coalesce(t.is_iso, machine.is_iso)
            FROM task t WHERE t.seq = @0 AND machine.seq = t.machine
            """,
            task);
        if (then == PowerState.Running)
            session.Execute(
                "INSERT INTO run (machine, from_biz) SELECT @0, @1 WHERE NOT EXISTS (SELECT 1 FROM run WHERE machine = @0 AND until_biz IS NULL)",
                machine, businessAt);
    }

    private static void Remove(SandboxSession session, long machine, long at)
    {
        session.Execute("UPDATE machine SET deleted_at = @1 WHERE seq = @0", machine, at);
        session.Execute("DELETE FROM address WHERE machine = @0", machine);
    }

    /// <summary>What the business clock said, or would have said at its present speed, at a system moment past.</summary>
    private long BusinessAt(long systemMicros) => BusinessNow.Micros - checked((Now.Micros - systemMicros) * business.Speed);
}
