using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>A task of the fake, which takes its time.</summary>
internal sealed record SolusVm2FakeJob(long Id, string Action, DateTimeOffset From, DateTimeOffset Until, string Ending, Action Effect)
{
    public bool IsOver(DateTimeOffset now) => now >= Until;

    public JsonObject Shown(DateTimeOffset now) => new()
    {
        ["id"] = Id, ["compute_resource_id"] = 1, ["queue"] = "compute-resource-1", ["action"] = Action, ["output"] = "",
        ["status"] = IsOver(now) ? Ending : now == From ? "pending" : "running", ["progress"] = IsOver(now) ? 100 : (int)(100 * (now - From) / (Until - From)), ["duration"] = 0,
    };
}
