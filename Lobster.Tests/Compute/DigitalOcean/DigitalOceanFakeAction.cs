using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>An action of the fake, which takes its time.</summary>
internal sealed record DigitalOceanFakeAction(long Id, long? Droplet, string Type, DateTimeOffset Until, bool Fails, Action Effect)
{
    public bool IsOver(DateTimeOffset now) => now >= Until;

    public JsonObject Shown(DateTimeOffset now) => new()
    {
        ["id"] = Id, ["type"] = Type, ["status"] = !IsOver(now) ? "in-progress" : Fails ? "errored" : "completed",
        ["completed_at"] = IsOver(now) ? Until.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null,
    };
}
