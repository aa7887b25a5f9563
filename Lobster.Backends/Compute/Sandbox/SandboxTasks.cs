using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Tells how tasks stand.</summary>
internal static class SandboxTasks
{
    public static BackendTask? Read(SandboxSession session, string id, Instant now) =>
        session.Query(
            "SELECT kind, started_at, ends_at, done, error, result_id FROM task WHERE seq = @0",
            row => Read(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3) != 0, SandboxMachines.Text(row, 4), SandboxMachines.Text(row, 5), now),
            SandboxIds.TaskSeq(id)).SingleOrDefault();

    private static BackendTask Read(string kind, long started, long ends, bool done, string? error, string? result, Instant now)
    {
        if (error is not null)
            return new BackendTask.Failed(BackendErrorKind.NotFound, error);
        if (done)
            return new BackendTask.Succeeded(result);
        var percent = ends == started ? 0 : (now.Micros - started) * 100 / (ends - started);
        return new BackendTask.Running((int)Math.Clamp(percent, 0, 99), kind);
    }
}
