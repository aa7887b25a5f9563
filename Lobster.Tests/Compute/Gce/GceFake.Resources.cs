using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Machine types, disks, images, addresses, and bytes.</summary>
public sealed partial class GceFake
{
    internal static readonly Dictionary<string, (int Cpus, int Memory)> Types = new() { ["e2-small"] = (2, 2048), ["e2-medium"] = (2, 4096), ["e2-standard-4"] = (4, 16384), ["n1-standard-1"] = (1, 3840) };

    /// <summary>Bytes that a machine sends each second from its birth on; it receives a tenth.</summary>
    public const long BytesASecond = 5000;

    private readonly Dictionary<string, JsonObject> disks = [];
    private readonly Dictionary<string, string> addresses = [];
    private readonly Dictionary<string, JsonObject> ownImages = [];
    private readonly Dictionary<string, List<JsonObject>> publicImages = new()
    {
        ["debian-cloud"] = [Public("debian-12-bookworm-v20251201", "debian-12", "2025-12-01"), Public("debian-12-bookworm-v20260101", "debian-12", "2026-01-01"), Public("debian-10-buster", "debian-10", "2024-01-01", "DEPRECATED")],
        ["ubuntu-os-cloud"] = [Public("ubuntu-2404-noble-amd64-v20260110", "ubuntu-2404-lts-amd64", "2026-01-10")],
        ["rocky-linux-cloud"] = [],
    };

    /// <summary>The disks that are paid for.</summary>
    public IReadOnlyCollection<string> Disks => disks.Keys;

    /// <summary>The addresses that are kept, by their names.</summary>
    public IReadOnlyDictionary<string, string> Addresses => addresses;

    /// <summary>Whether the account may read metrics.</summary>
    public bool ReadsMetrics { get; set; } = true;

    /// <summary>How many series a page of metrics holds.</summary>
    public int SeriesOnAPage { get; set; } = 1000;

    /// <summary>The image that a disk was made of.</summary>
    public string ImageOf(string disk) => (string)disks[disk]["sourceImage"]!;

    private void ResourceRoutes()
    {
        On(HttpMethod.Get, $"{InZone}/machineTypes", c => Page(c, "compute#machineTypeList", Types.Select(t => TypeOf(t.Key))));
        On(HttpMethod.Get, $"{InZone}/machineTypes/{{id}}", c => Types.ContainsKey(c.Id) ? Ok(TypeOf(c.Id)) : Missing("machineTypes/" + c.Id));
        On(HttpMethod.Get, $"{InZone}/disks", c => Page(c, "compute#diskList", disks.Values.Where(d => c.Query("filter") == $"labels.lobster-vm={(string?)d["labels"]?["lobster-vm"]}").Select(Clone)));
        On(HttpMethod.Get, $"{InZone}/disks/{{id}}", c => disks.TryGetValue(c.Id, out var disk) ? Ok(Clone(disk)) : Missing("disks/" + c.Id));
        On(HttpMethod.Post, $"{InZone}/disks", CreateDisk);
        On(HttpMethod.Post, $"{InZone}/disks/{{id}}/resize", c => Begin("resizeDisk", $"zones/{Zone}", () => disks[c.Id]["sizeGb"] = (string)c.Body["sizeGb"]!));
        On(HttpMethod.Delete, $"{InZone}/disks/{{id}}", DeleteDisk);
        On(HttpMethod.Get, "/compute/v1/projects/{id}/global/images", c => c.Id == Project ? Page(c, "compute#imageList", ownImages.Values.Select(Clone)) : Page(c, "compute#imageList", publicImages[c.Id].Select(Clone)));
        On(HttpMethod.Get, "/compute/v1/projects/{id}/global/images/{sub}", c => Shown(ImageAt($"projects/{c.Id}/global/images/{c.Sub}")));
        On(HttpMethod.Get, "/compute/v1/projects/{id}/global/images/family/{sub}", c => Shown(ImageAt($"projects/{c.Id}/global/images/family/{c.Sub}")));
        On(HttpMethod.Post, $"{Root}/global/images", CreateImage);
        On(HttpMethod.Delete, $"{Root}/global/images/{{id}}", c => !ownImages.ContainsKey(c.Id) ? Missing("images/" + c.Id) : Begin("deleteImage", "global", () => ownImages.Remove(c.Id)));
        On(HttpMethod.Get, $"{Root}/regions/{Region}/addresses/{{id}}", c => addresses.TryGetValue(c.Id, out var ip) ? Ok(new() { ["kind"] = "compute#address", ["name"] = c.Id, ["address"] = ip, ["status"] = "IN_USE" }) : Missing("addresses/" + c.Id));
        On(HttpMethod.Post, $"{Root}/regions/{Region}/addresses", c => addresses.ContainsKey((string)c.Body["name"]!)
            ? Refused(HttpStatusCode.Conflict, "alreadyExists", "The address already exists") : Begin("address", $"regions/{Region}", () => addresses[(string)c.Body["name"]!] = (string)c.Body["address"]!));
        On(HttpMethod.Delete, $"{Root}/regions/{Region}/addresses/{{id}}", c => !addresses.TryGetValue(c.Id, out var ip) ? Missing("addresses/" + c.Id)
            : instances.Exists(i => i.NatIp == ip) ? Refused(HttpStatusCode.BadRequest, "resourceInUseByAnotherResource", "The address is in use") : Begin("deleteAddress", $"regions/{Region}", () => addresses.Remove(c.Id)));
    }

    private Answer CreateDisk(Call call)
    {
        var (body, name) = (call.Body, (string)call.Body["name"]!);
        if (disks.ContainsKey(name)) return Refused(HttpStatusCode.Conflict, "alreadyExists", "The disk already exists");
        if (ImageAt((string)body["sourceImage"]!) is null) return Missing((string)body["sourceImage"]!);
        var fails = Fails.ContainsKey("disk");
        if (!fails) AddDisk(name, (string)body["sizeGb"]!, (string)body["sourceImage"]!, body["labels"], "CREATING");
        return Begin("disk", $"zones/{Zone}", () => disks[name]["status"] = "READY");
    }

    private Answer DeleteDisk(Call call)
    {
        if (!disks.ContainsKey(call.Id)) return Missing("disks/" + call.Id);
        if (instances.Exists(i => i.Disks.Exists(d => d.Disk == call.Id))) return Refused(HttpStatusCode.BadRequest, "resourceInUseByAnotherResource", "The disk is in use");
        return Begin("deleteDisk", $"zones/{Zone}", () => disks.Remove(call.Id));
    }

    private Answer CreateImage(Call call)
    {
        var (body, name) = (call.Body, (string)call.Body["name"]!);
        if (ownImages.ContainsKey(name)) return Refused(HttpStatusCode.Conflict, "alreadyExists", "The image already exists");
        if (!disks.TryGetValue(Last((string)body["sourceDisk"]!), out var disk)) return Missing((string)body["sourceDisk"]!);
        var image = new JsonObject
        {
            ["kind"] = "compute#image", ["name"] = name, ["description"] = (string?)body["description"], ["status"] = "PENDING", ["diskSizeGb"] = (string)disk["sizeGb"]!, ["labels"] = body["labels"]?.DeepClone(), ["creationTimestamp"] = Stamp(),
        };
        ownImages[name] = image;
        return Begin("image", "global", () => (image["status"], image["archiveSizeBytes"]) = ("READY", "734003201"));
    }

    private void AddDisk(string name, string gb, string image, JsonNode? labels, string status) => disks[name] = new JsonObject
    {
        ["kind"] = "compute#disk", ["name"] = name, ["sizeGb"] = gb, ["status"] = status, ["sourceImage"] = image, ["labels"] = labels?.DeepClone(), ["creationTimestamp"] = Stamp(), ["type"] = Link($"zones/{Zone}/diskTypes/pd-standard"),
    };

    private int SizeOf(string disk) => disks.TryGetValue(disk, out var row) ? Number((string?)row["sizeGb"], 0) : 0;

    // An image by its path, or the newest of a family that is offered still.
    private JsonObject? ImageAt(string path)
    {
        if (path.Split('/') is not ["projects", var project, "global", "images", .. var rest]) return null;
        var all = project == Project ? ownImages.Values : publicImages.GetValueOrDefault(project, []).AsEnumerable();
        return rest is ["family", var family]
            ? all.Where(i => (string?)i["family"] == family && i["deprecated"] is null).MaxBy(i => (string?)i["creationTimestamp"], StringComparer.Ordinal)
            : all.FirstOrDefault(i => (string?)i["name"] == rest[0]);
    }

    // Spans are counted back from the end of the interval; one in which a machine was not there has no point.
    private Answer Series(Call call)
    {
        if (!ReadsMetrics) return new Answer(HttpStatusCode.Forbidden, """{"error":{"code":403,"message":"Permission monitoring.timeSeries.list denied","status":"PERMISSION_DENIED"}}""");
        var (from, until) = (Moment(call.Query("interval.startTime")), Moment(call.Query("interval.endTime")));
        var step = TimeSpan.FromSeconds(Number(call.Query("aggregation.alignmentPeriod")!.TrimEnd('s'), 0));
        var rate = call.Query("filter")!.Contains("sent_bytes_count", StringComparison.Ordinal) ? BytesASecond : BytesASecond / 10;
        var skip = Number(call.Query("pageToken"), 0);
        var all = instances.Select(i => (i, Points: Points(i, from, until, step, rate))).Where(i => i.Points.Count > 0).ToList();
        var answer = new JsonObject();
        if (all.Count > 0) answer["timeSeries"] = new JsonArray([.. all.Skip(skip).Take(SeriesOnAPage).Select(i => (JsonNode)new JsonObject
        {
            ["metric"] = new JsonObject { ["type"] = "compute.googleapis.com/instance/network/any", ["labels"] = new JsonObject { ["instance_name"] = i.i.Name } },
            ["resource"] = new JsonObject { ["type"] = "gce_instance", ["labels"] = new JsonObject { ["instance_id"] = i.i.Id, ["project_id"] = Project } },
            ["metricKind"] = "DELTA", ["valueType"] = "INT64", ["points"] = i.Points,
        })]);
        if (all.Count > skip + SeriesOnAPage) answer["nextPageToken"] = (skip + SeriesOnAPage).ToString(CultureInfo.InvariantCulture);
        return Ok(answer);
    }

    private static JsonArray Points(GceFakeInstance vm, DateTimeOffset from, DateTimeOffset until, TimeSpan step, long rate)
    {
        var points = new JsonArray();
        for (var end = until; end - step >= from && end > vm.CreatedAt; end -= step)
        {
            var there = end - (end - step > vm.CreatedAt ? end - step : vm.CreatedAt);
            points.Add(new JsonObject
            {
                ["interval"] = new JsonObject { ["startTime"] = Text(end - step), ["endTime"] = Text(end) },
                ["value"] = new JsonObject { ["int64Value"] = ((long)there.TotalSeconds * rate).ToString(CultureInfo.InvariantCulture) },
            });
        }

        return points;
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);

    private static JsonObject TypeOf(string name) => new() { ["kind"] = "compute#machineType", ["name"] = name, ["guestCpus"] = Types[name].Cpus, ["memoryMb"] = Types[name].Memory, ["zone"] = Zone };

    private static JsonObject Public(string name, string family, string day, string? deprecated = null)
    {
        var image = new JsonObject
        {
            ["kind"] = "compute#image", ["name"] = name, ["family"] = family, ["description"] = "A system", ["status"] = "READY", ["diskSizeGb"] = "10", ["archiveSizeBytes"] = "2000000000", ["creationTimestamp"] = $"{day}T00:00:00.000-08:00",
        };
        if (deprecated is not null) image["deprecated"] = new JsonObject { ["state"] = deprecated };
        return image;
    }

    private static Answer Shown(JsonObject? image) => image is null ? Missing("images") : Ok(Clone(image));

    private static JsonObject Clone(JsonObject node) => node.DeepClone().AsObject();
}
