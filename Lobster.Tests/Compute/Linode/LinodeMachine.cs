using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Linode;

/// <summary>A machine of the fake: what it is, and the jobs that it has gone and goes through, one after the other.</summary>
internal sealed class LinodeMachine(long id, JsonObject body, DateTimeOffset made)
{
    private const long BytesASecond = 250_000;
    private readonly List<LinodeJob> jobs = [];
    private readonly string created = Wire(made);
    private string status = "provisioning";

    public long Id { get; } = id;

    public string Label { get; set; } = body["label"]!.GetValue<string>();

    public string Region { get; } = body["region"]!.GetValue<string>();

    public JsonArray Tags { get; } = body["tags"]?.DeepClone().AsArray() ?? [];

    public string Interfaces { get; } = body["interface_generation"]?.GetValue<string>() ?? "legacy_config";

    public required LinodeFakeType Type { get; set; }

    public required string Image { get; set; }

    public List<string> Public { get; } = [$"203.{id / 62_500}.{id / 250 % 250}.{(id % 250) + 1}"];

    public List<string> Private { get; } = body["private_ip"]?.GetValue<bool>() == true ? [$"192.168.{128 + (id / 250)}.{(id % 250) + 1}"] : [];

    public List<string> Ranges { get; } = [];

    public string Slaac => $"2600:3c03::f03c:91ff:fe24:{Id:x}";

    public Dictionary<string, string> Names { get; } = [];

    /// <summary>Disks change their numbers with each rebuild. The second is swap.</summary>
    public List<(long Id, string Filesystem)> Disks { get; } = [(id * 100, "ext4"), ((id * 100) + 1, "swap")];

    public DateTimeOffset CountedSince { get; set; } = made;

    public IReadOnlyList<LinodeJob> Jobs => jobs;

    public bool IsBusyAt(DateTimeOffset now) => jobs.Exists(j => now < j.End);

    public string StatusAt(DateTimeOffset now)
    {
        foreach (var job in jobs.Where(j => !j.IsApplied && j.End <= now).ToList())
        {
            job.IsApplied = true;
            if (job.Fails) status = "offline"; // the worst that it can leave
            else job.Done();
        }

        return jobs.Find(j => j.Begin <= now && now < j.End)?.Word ?? status;
    }

    /// <summary>Something more to do, after all else.</summary>
    /// <param name="number">The event's.</param>
    /// <param name="action">The event's.</param>
    /// <param name="word">The status meanwhile; null: unchanged.</param>
    /// <param name="takes">How long.</param>
    /// <param name="after">The status afterwards; null: unchanged.</param>
    /// <param name="now">The moment.</param>
    /// <param name="done">What else it leaves.</param>
    /// <param name="fails">Whether it comes to nothing.</param>
    public void Do(long number, string action, string? word, TimeSpan takes, string? after, DateTimeOffset now, Action? done = null, bool fails = false)
    {
        var begin = jobs.Select(j => j.End).Append(now).Max();
        jobs.Add(new LinodeJob(number, action, word, begin, begin + takes, Finish) { Fails = fails });

        void Finish()
        {
            status = after ?? status;
            done?.Invoke();
        }
    }

    public JsonObject Shown(DateTimeOffset now) => new()
    {
        ["id"] = Id, ["label"] = Label, ["region"] = Region, ["type"] = Type.Id, ["image"] = Image, ["status"] = StatusAt(now), ["tags"] = Tags.DeepClone(),
        ["specs"] = new JsonObject { ["disk"] = Type.Disk, ["memory"] = Type.Memory, ["vcpus"] = Type.Vcpus, ["gpus"] = 0, ["transfer"] = 1000 },
        ["ipv4"] = new JsonArray([.. Private.Concat(Public).Select(a => (JsonNode)a)]), ["ipv6"] = Slaac + "/128", ["created"] = created,
        ["interface_generation"] = Interfaces, ["watchdog_enabled"] = true, ["lke_cluster_id"] = null, ["placement_group"] = null,
    };

    public JsonObject Addresses() => new()
    {
        ["ipv4"] = new JsonObject
        {
            ["public"] = new JsonArray([.. Public.Select(Address)]), ["private"] = new JsonArray([.. Private.Select(Address)]),
            ["reserved"] = new JsonArray(), ["shared"] = new JsonArray(), ["vpc"] = new JsonArray(),
        },
        ["ipv6"] = new JsonObject
        {
            ["slaac"] = Address(Slaac), ["link_local"] = Address("fe80::1"),
            ["global"] = new JsonArray([.. Ranges.Select(r => (JsonNode)new JsonObject { ["range"] = r, ["prefix"] = 64, ["region"] = Region, ["route_target"] = Slaac })]),
        },
    };

    public JsonNode Address(string address) => new JsonObject
    {
        ["address"] = address, ["prefix"] = 24, ["gateway"] = null, ["public"] = !Private.Contains(address), ["linode_id"] = Id,
        ["rdns"] = Names.GetValueOrDefault(address) ?? (Public.Contains(address) ? address.Replace('.', '-') + ".ip.linodeusercontent.com" : null),
    };

    /// <summary>What it sent in a month, and a ninth of it received.</summary>
    public long SentIn(int year, int month, DateTimeOffset now)
    {
        var begin = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero);
        var end = begin.AddMonths(1);
        var (from, until) = (begin > CountedSince ? begin : CountedSince, end < now ? end : now);
        return until > from ? (long)(until - from).TotalSeconds * BytesASecond : 0;
    }

    public static string Wire(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
