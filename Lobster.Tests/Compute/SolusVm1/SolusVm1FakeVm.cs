using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>A machine of <see cref="SolusVm1Fake"/>. While it is built or rebuilt it is told to be offline.</summary>
internal sealed class SolusVm1FakeVm(int number, string hostname, string template, string type, DateTimeOffset made)
{
    private const long BytesAnHour = 900_000_000;
    private string state = "offline";
    private string next = "online";
    private DateTimeOffset until = made + TimeSpan.FromSeconds(60);
    private DateTimeOffset built = made + TimeSpan.FromSeconds(60);

    public string Id { get; } = (412 + number).ToString(CultureInfo.InvariantCulture);

    public string Node { get; } = number % 2 == 0 ? "1" : "2";

    public required int RamMb { get; set; }

    public required int DiskGb { get; set; }

    public required int Cpus { get; set; }

    public string Template { get; private set; } = template;

    public string Password { get; set; } = "";

    public string? Tun { get; set; }

    public List<string> More { get; } = [];

    public DateTimeOffset CountsSince { get; set; } = made;

    public string Main => $"192.0.{2 + (number / 200)}.{(number % 200) + 1}";

    public bool IsGone(DateTimeOffset now) => State(now) == "gone";

    public bool IsBeingBuilt(DateTimeOffset now) => now < built;

    public string State(DateTimeOffset now)
    {
        if (now >= until) state = next;
        return state;
    }

    public void Become(string then, DateTimeOffset now, int seconds)
    {
        State(now);
        if (next != then || now >= until) (next, until) = (then, now + TimeSpan.FromSeconds(seconds));
    }

    public void Rebuild(string from, DateTimeOffset now) => (Template, state, next, until, built) = (from, "offline", "online", now + TimeSpan.FromSeconds(45), now + TimeSpan.FromSeconds(45));

    /// <summary>Its operator holds it.</summary>
    public void Disable(DateTimeOffset now) => (state, next, until) = ("disabled", "disabled", now);

    public JsonObject Record() => new()
    {
        ["vserverid"] = Id, ["ctid-xid"] = $"{type}{number}", ["clientid"] = "1", ["ipaddress"] = Main, ["hostname"] = hostname, ["template"] = Template,
        ["hdd"] = Bytes(DiskGb * 1024L), ["memory"] = Bytes(RamMb), ["swap-burst"] = "0", ["type"] = type, ["mac"] = "00:16:3e:73:15:b8",
    };

    public JsonObject Live(DateTimeOffset now) => new()
    {
        ["state"] = State(now), ["ipaddresses"] = string.Join(',', More.Prepend(Main)), ["mainipaddress"] = Main, ["type"] = type, ["node"] = $"node{Node}",
        ["hdd"] = Bytes(DiskGb * 1024L) + ",0,0,0", ["memory"] = Bytes(RamMb) + ",0,0,0", ["internalips"] = "", ["trafficgraph"] = "/graphs?a=1&b=2",
        ["bandwidth"] = $"1099511627776,{((long)((now - CountsSince).TotalHours * BytesAnHour)).ToString(CultureInfo.InvariantCulture)},0,0",
    };

    private static string Bytes(long mb) => (mb * 1_048_576).ToString(CultureInfo.InvariantCulture);
}
