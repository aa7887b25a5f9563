using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>Commands about what machines are made of: zones, sizes, images, snapshots; and what they used.</summary>
public sealed partial class CloudStackFake
{
    public const string Small = "498ce071-a077-4237-9492-e55c42553327";
    public const string Large = "efaeeab0-4b09-4729-8b6f-62645db41b37";
    public const string Custom = "7662b6ae-f00b-4268-973f-f3f87eaf82c5";
    public const string CustomDisk = "5662b6ae-f00b-4268-973f-f3f87eaf82c5";
    public const string Debian = "50459b99-5fe0-11ea-9a56-1e006800018c";
    public const string Ubuntu = "50459b99-5fe0-11ea-9a56-1e006800018d";
    public const string Netinst = "50459b99-5fe0-11ea-9a56-1e006800018e";
    private const long BytesAnHour = 900_000_000;

    private static readonly Dictionary<string, (string Name, int Cpus, int Ram, bool IsCustom)> Offerings = new()
    {
        [Small] = ("Small", 1, 1024, false), [Large] = ("Large", 2, 4096, false), [Custom] = ("Custom", 0, 0, true),
    };

    private readonly Dictionary<string, Image> images = new()
    {
        [Debian] = new(Debian, "Debian 12", "Debian 12", IsIso: false, IsOwn: false, DateTimeOffset.MinValue) { HasPassword = true },
        [Ubuntu] = new(Ubuntu, "Ubuntu 24.04", "Ubuntu 24.04", IsIso: false, IsOwn: false, DateTimeOffset.MinValue),
        [Netinst] = new(Netinst, "Debian netinst", "Debian netinst", IsIso: true, IsOwn: false, DateTimeOffset.MinValue),
    };

    private readonly Dictionary<string, (string Name, string Volume, DateTimeOffset Ready)> snapshots = [];

    /// <summary>Snapshots that are kept, which ought to be none when nothing goes on.</summary>
    public int SnapshotCount => snapshots.Count;

    private IEnumerable<KeyValuePair<string, Func<CloudStackFakeCall, JsonObject>>> Catalogue() =>
    [
        new("listZones", c => Page(c, "zone", c["id"] is null or Zone ? [new JsonObject { ["id"] = Zone, ["name"] = "zone-1", ["allocationstate"] = "Enabled" }] : throw Unknown("id", c["id"]))),
        new("listAccounts", c => Page(c, "account", [new JsonObject { ["id"] = Id(8, 1), ["name"] = "shop", ["domain"] = "ROOT", ["vmlimit"] = "20", ["vmtotal"] = machines.Count, ["cpulimit"] = "Unlimited" }])),
        new("listServiceOfferings", c => Page(c, "serviceoffering", Offerings.Where(o => c["id"] is null || c["id"] == o.Key).Select(Offering))),
        new("listDiskOfferings", c => Page(c, "diskoffering", c["id"] == CustomDisk ? [new JsonObject { ["id"] = CustomDisk, ["disksize"] = 0, ["iscustomized"] = true }] : throw Unknown("id", c["id"]))),
        new("listTemplates", c => Page(c, "template", Listed(c, Required(c, "templatefilter"), isIso: false))),
        new("listIsos", c => Page(c, "iso", Listed(c, c["isofilter"] ?? "self", isIso: true))),
        new("registerTemplate", c => Register(c, "template", isIso: false)),
        new("registerIso", c => Register(c, "iso", isIso: true)),
        new("deleteTemplate", DeleteImage),
        new("deleteIso", DeleteImage),
        new("createSnapshot", CreateSnapshot),
        new("listSnapshots", c => Page(c, "snapshot", snapshots.Where(s => (c["id"] is null || c["id"] == s.Key) && (c["volumeid"] is null || c["volumeid"] == s.Value.Volume)).Select(Shown))),
        new("deleteSnapshot", c => snapshots.ContainsKey(c["id"] ?? "") ? Begin(c.Command, null, 2, () => snapshots.Remove(c["id"]!) ? Success() : throw Unknown("id", c["id"])) : throw Unknown("id", c["id"])),
        new("createTemplate", CreateTemplate),
    ];

    private static JsonNode Offering(KeyValuePair<string, (string Name, int Cpus, int Ram, bool IsCustom)> o)
    {
        var shown = new JsonObject { ["id"] = o.Key, ["name"] = o.Value.Name, ["iscustomized"] = o.Value.IsCustom, ["rootdisksize"] = 0, ["storagetype"] = "shared" };
        if (!o.Value.IsCustom) (shown["cpunumber"], shown["memory"], shown["cpuspeed"]) = (o.Value.Cpus, o.Value.Ram, 1000);
        return shown;
    }

    private IEnumerable<JsonNode> Listed(CloudStackFakeCall call, string filter, bool isIso)
    {
        if (call["id"] is { } id && !images.ContainsKey(id)) throw Unknown("id", id);
        return images.Values.Where(i => i.IsIso == isIso && i.IsOwn == (filter == "self") && (call["id"] is null || call["id"] == i.Id)).Select(i => i.Shown(Now));
    }

    private JsonObject Register(CloudStackFakeCall call, string key, bool isIso)
    {
        Required(call, "url");
        if (!isIso && Required(call, "format") is not ("QCOW2" or "RAW")) throw new CloudStackFakeRefusal(431, "The format is not one of the hypervisor's.");
        var image = new Image(Id(4, ++made), Required(call, "name"), Required(call, "displaytext"), isIso, IsOwn: true, Now + TimeSpan.FromMinutes(2))
        {
            Problem = call["url"]!.Contains("missing", StringComparison.Ordinal) ? "Failed to find resource: HTTP 404 not found" : null,
        };
        images.Add(image.Id, image);
        return new JsonObject { ["count"] = 1, [key] = new JsonArray(image.Shown(Now)) };
    }

    private JsonObject DeleteImage(CloudStackFakeCall call)
    {
        var id = Required(call, "id");
        if (!images.TryGetValue(id, out var image)) throw Unknown("id", id);
        if (!image.IsOwn) throw new CloudStackFakeRefusal(531, "The account does not own the image.");
        return Begin(call.Command, null, 3, () => images.Remove(id) ? Success() : throw Unknown("id", id));
    }

    private JsonObject CreateSnapshot(CloudStackFakeCall call)
    {
        var volume = Required(call, "volumeid");
        if (machines.Values.All(m => m.VolumeId != volume)) throw Unknown("volumeid", volume);
        var id = Id(5, ++made);
        snapshots.Add(id, (call["name"] ?? "", volume, Now + TimeSpan.FromSeconds(30)));
        return Begin(call.Command, null, 30, () => new JsonObject { ["snapshot"] = Shown(new(id, snapshots[id])) }, id);
    }

    private JsonNode Shown(KeyValuePair<string, (string Name, string Volume, DateTimeOffset Ready)> s) => new JsonObject
    {
        ["id"] = s.Key, ["name"] = s.Value.Name, ["volumeid"] = s.Value.Volume, ["state"] = s.Value.Ready <= Now ? "BackedUp" : "BackingUp",
    };

    private JsonObject CreateTemplate(CloudStackFakeCall call)
    {
        if (!snapshots.ContainsKey(Required(call, "snapshotid"))) throw Unknown("snapshotid", call["snapshotid"]);
        Required(call, "ostypeid");
        if (Full) throw new CloudStackFakeRefusal(535, "Maximum number of resources of type 'template' for account name=admin has been exceeded.");
        var image = new Image(Id(4, ++made), Required(call, "name"), Required(call, "displaytext"), IsIso: false, IsOwn: true, Now + TimeSpan.FromSeconds(40));
        if (!Fails.ContainsKey(call.Command)) images.Add(image.Id, image);
        return Begin(call.Command, null, 40, () => new JsonObject { ["template"] = image.Shown(Now) }, image.Id);
    }

    // Whole hours; the operator has set the usage server so.
    private JsonObject Usage(CloudStackFakeCall call)
    {
        var (from, until) = (Day(Required(call, "startdate")), Day(Required(call, "enddate")).AddDays(1));
        var type = call.Number("type", 4);
        var bytes = type == 4 ? BytesAnHour : BytesAnHour / 9;
        return Page(call, "usagerecord", machines.Values.SelectMany(m => Hours(m.Made, Now).Where(h => h >= from && h < until).Select(h => (JsonNode)new JsonObject
        {
            ["account"] = "shop", ["usagetype"] = type, ["description"] = $"network bytes for Host: {m.Name}", ["rawusage"] = bytes.ToString(CultureInfo.InvariantCulture), ["usageid"] = m.Id,
            ["startdate"] = h.ToString("yyyy-MM-dd''''T''''HH:mm:sszzz", CultureInfo.InvariantCulture).Replace("''", "'", StringComparison.Ordinal),
            ["enddate"] = h.AddSeconds(3599).ToString("yyyy-MM-dd''''T''''HH:mm:sszzz", CultureInfo.InvariantCulture).Replace("''", "'", StringComparison.Ordinal),
        })));
    }

    private static DateTimeOffset Day(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset from, DateTimeOffset until)
    {
        for (var hour = new DateTimeOffset(from.Year, from.Month, from.Day, from.Hour, 0, 0, TimeSpan.Zero); hour.AddHours(1) <= until; hour = hour.AddHours(1)) yield return hour;
    }

    private sealed record Image(string Id, string Name, string DisplayText, bool IsIso, bool IsOwn, DateTimeOffset Ready)
    {
        public bool HasPassword { get; init; }

        public string? Problem { get; init; }

        public JsonObject Shown(DateTimeOffset now)
        {
            var isReady = now >= Ready && Problem is null;
            return new JsonObject
            {
                ["id"] = Id, ["name"] = Name, ["displaytext"] = DisplayText, ["isready"] = isReady, ["ispublic"] = !IsOwn, ["isfeatured"] = !IsOwn, ["zoneid"] = Zone,
                ["status"] = isReady ? "Download Complete" : Problem ?? "50% Downloaded", ["size"] = isReady ? 2_147_483_648 : 0, ["created"] = "2026-03-01T00:00:00+0000",
            };
        }
    }
}
