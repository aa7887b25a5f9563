using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>A machine of <see cref="LunaNodeFake"/>: what is done with it takes its time, and meanwhile its status is another.</summary>
internal sealed class LunaNodeFakeVm(int number, string hostname, LunaNodeFakePlan plan, string region, DateTimeOffset made)
{
    private const decimal GbAnHour = 0.9m;
    private string power = "Online";
    private string? doing = "BUILD";
    private DateTimeOffset until = made + TimeSpan.FromSeconds(40);
    private LunaNodeFakePlan? next;

    public string Id { get; } = (12_000 + number).ToString(CultureInfo.InvariantCulture);

    public LunaNodeFakePlan Plan { get; private set; } = plan;

    public DateTimeOffset CountsSince { get; set; } = made;

    /// <summary>The last of them is the newest.</summary>
    public List<string> MorePublic { get; } = [];

    public List<string> MorePrivate { get; } = [];

    public bool IsGone { get; private set; }

    public string Main => $"192.0.{2 + (number / 200)}.{(number % 200) + 1}";

    public string Inner => $"10.0.{number / 200}.{(number % 200) + 1}";

    /// <summary>What goes on; null: nothing.</summary>
    public string? Doing(DateTimeOffset now)
    {
        if (doing is null || now < until) return doing;
        IsGone = doing == "Deleting";
        (Plan, next, doing) = (next ?? Plan, null, null);
        return null;
    }

    /// <summary>Begins something, after which the machine runs, is off, or is as it was.</summary>
    public void Begin(string what, DateTimeOffset now, int seconds, string? then = null, LunaNodeFakePlan? larger = null) =>
        (doing, until, power, next) = (what, now + TimeSpan.FromSeconds(seconds), then ?? power, larger);

    public JsonObject Record() => new()
    {
        ["vm_id"] = Id, ["name"] = hostname, ["plan_id"] = Plan.Id, ["hostname"] = hostname, ["primaryip"] = doing == "BUILD" ? "" : Main, ["privateip"] = Inner,
        ["ram"] = Plan.Ram, ["vcpu"] = Plan.Cpus, ["storage"] = Plan.Disk, ["bandwidth"] = "1000", ["region"] = region,
    };

    public JsonObject Info(DateTimeOffset now)
    {
        var status = Doing(now) ?? power;
        var used = (decimal)(now - CountsSince).TotalHours * GbAnHour;
        return new JsonObject
        {
            ["hostname"] = hostname, ["addresses"] = status == "BUILD" ? [] : Addresses(), ["status"] = $"&lt;b&gt;{status}&lt;/b&gt;", ["status_nohtml"] = status,
            ["status_raw"] = status switch { "Online" => "active", "Offline" => "stopped", _ => status.ToLowerInvariant() },
            ["privateip"] = Inner, ["ip"] = status == "BUILD" ? "" : Main, ["bandwidthUsedGB"] = used.ToString("0.####", CultureInfo.InvariantCulture),
            ["login_details"] = $"username: debian; password: {LunaNodeFake.Password}", ["metadata"] = "",
        };
    }

    // In the order in which the service tells them: the main address is not the first.
    private JsonArray Addresses() =>
    [
        Address($"2001:db8::{number:x}", "6", "1"), Address(Inner, "4", ""), .. MorePrivate.Select(a => Address(a, "4", "")),
        .. MorePublic.Select(a => Address(a, "4", "1")), Address(Main, "4", "1"),
    ];

    private static JsonObject Address(string address, string version, string external) => new() { ["addr"] = address, ["version"] = version, ["external"] = external };
}
