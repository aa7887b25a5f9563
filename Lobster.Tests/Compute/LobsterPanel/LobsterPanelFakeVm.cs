using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>A machine of <see cref="LobsterPanelFake"/>: what is done with it takes its time, and meanwhile its status is another.</summary>
internal sealed class LobsterPanelFakeVm(long id, string name, long plan, string region, DateTimeOffset made)
{
    private const long BytesAnHour = 900_000_000;
    private string power = "Online";
    private string? doing = "provisioning";
    private DateTimeOffset until = made + TimeSpan.FromSeconds(40);

    public long Id { get; } = id;

    public string Name { get; set; } = name;

    public long Plan { get; set; } = plan;

    public string Region { get; } = region;

    public DateTimeOffset CreatedAt { get; } = made;

    public DateTimeOffset CountsSince { get; set; } = made;

    public List<string> More { get; } = [];

    public string Main { get; } = $"192.0.{2 + (id / 200)}.{(id % 200) + 1}";

    public string Inner { get; } = $"10.0.{id / 200}.{(id % 200) + 1}";

    public bool IsFailed { get; set; }

    public bool IsProvisioning(DateTimeOffset now) => Doing(now) == "provisioning";

    /// <summary>What goes on; null: nothing.</summary>
    public string? Doing(DateTimeOffset now) => doing = doing is not null && now >= until ? null : doing;

    /// <summary>Begins something, after which the machine runs, is off, or is as it was.</summary>
    public void Begin(string what, DateTimeOffset now, int seconds, string? then = null) => (doing, until, power) = (what, now + TimeSpan.FromSeconds(seconds), then ?? power);

    public JsonObject Record(DateTimeOffset now) => new()
    {
        ["id"] = Id, ["plan_id"] = Plan, ["region"] = Region, ["name"] = Name, ["status"] = IsFailed ? "error" : IsProvisioning(now) ? "provisioning" : "active",
        ["task_pending"] = false, ["external_ip"] = "unknown", ["private_ip"] = "unknown", ["created_time"] = CreatedAt.ToUnixTimeSeconds(),
    };

    public JsonObject Details(DateTimeOffset now)
    {
        if (IsProvisioning(now))
            return new JsonObject { ["ip"] = "Pending", ["private_ip"] = "Pending", ["status"] = "Provisioning", ["hostname"] = Name, ["bandwidth_used"] = 0, ["login_details"] = "", ["details"] = null, ["actions"] = null };
        return new JsonObject
        {
            ["ip"] = Main, ["private_ip"] = Inner, ["status"] = Doing(now) ?? power, ["hostname"] = Name, ["bandwidth_used"] = (long)((now - CountsSince).TotalHours * BytesAnHour),
            ["login_details"] = $"username: debian; password: {LobsterPanelFake.Password}", ["details"] = null,
            ["actions"] = new JsonArray(new JsonObject { ["action"] = "tun", ["name"] = "TUN/TAP", ["options"] = new JsonObject { ["on"] = "Switch on", ["off"] = "Switch off" }, ["description"] = "", ["dangerous"] = false }),
            ["can_vnc"] = true, ["can_reimage"] = true, ["can_resize"] = true, ["can_snapshot"] = true, ["can_addresses"] = true,
        };
    }
}
