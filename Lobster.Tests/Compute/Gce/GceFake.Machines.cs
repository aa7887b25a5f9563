using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Instances.</summary>
public sealed partial class GceFake
{
    private readonly List<GceFakeInstance> instances = [];
    private readonly Dictionary<string, Answer> requests = [];
    private int lastAddress = 10;

    /// <summary>Forgets the names of requests, as Google does after a while.</summary>
    public void ForgetRequests() => requests.Clear();

    /// <summary>A warning of our zone in the list of all; null: none.</summary>
    public string? ZoneWarning { get; set; }

    /// <summary>What happens behind the panel's back.</summary>
    internal GceFakeInstance Instance(string id) => instances.Single(i => i.Name == id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>Makes instances without their requests.</summary>
    public void Add(int number)
    {
        for (var i = 0; i < number; i++)
            instances.Add(new GceFakeInstance($"{++count}", new JsonObject { ["name"] = $"vm-{i}", ["machineType"] = $"zones/{Zone}/machineTypes/e2-small" }, Now) { Status = "RUNNING" });
    }

    private void MachineRoutes()
    {
        On(HttpMethod.Get, $"{Root}/aggregated/instances", Aggregated);
        On(HttpMethod.Post, $"{InZone}/instances", Insert);
        On(HttpMethod.Get, $"{InZone}/instances/{{id}}", c => With(c, vm => Ok(vm.Shown(SizeOf))));
        On(HttpMethod.Delete, $"{InZone}/instances/{{id}}", c => With(c, Delete));
        On(HttpMethod.Get, $"{InZone}/instances/{{id}}/serialPort", c => With(c, _ => Ok(new() { ["kind"] = "compute#serialPortOutput", ["contents"] = "Linux version\n", ["start"] = "0", ["next"] = "14" })));
        On(HttpMethod.Post, $"{InZone}/instances/{{id}}/{{sub}}", c => With(c, vm => vm.Pending is not null ? NotReady(vm.Name) : Change(c, vm)));
    }

    // Every zone is on every page, with what it has there or a warning that it has nothing.
    private Answer Aggregated(Call call)
    {
        var (skip, take) = (Number(call.Query("pageToken"), 0), Number(call.Query("maxResults"), 500));
        var page = instances.Skip(skip).Take(take).Select(i => (JsonNode)i.Shown(SizeOf)).ToList();
        JsonObject Empty(string code) => new() { ["warning"] = new JsonObject { ["code"] = code, ["message"] = "There are no results for this scope on this page." } };
        var shown = new JsonObject
        {
            ["kind"] = "compute#instanceAggregatedList", ["id"] = "x", ["items"] = new JsonObject
            {
                ["zones/us-central1-a"] = Empty("UNREACHABLE"), [$"zones/{Zone}"] = ZoneWarning is { } code ? Empty(code) : page.Count == 0 ? Empty("NO_RESULTS_ON_PAGE") : new JsonObject { ["instances"] = new JsonArray([.. page]) },
            },
        };
        if (instances.Count > skip + take) shown["nextPageToken"] = (skip + take).ToString(CultureInfo.InvariantCulture);
        return Ok(shown);
    }

    private Answer Insert(Call call)
    {
        var request = call.Query("requestId") ?? "";
        if (requests.TryGetValue(request, out var before)) return before;
        var body = call.Body;
        var name = (string)body["name"]!;
        if (!NamePattern().IsMatch(name)) return Invalid("Invalid value for field 'resource.name'.");
        if (instances.Exists(i => i.Name == name)) return Refused(HttpStatusCode.Conflict, "alreadyExists", $"The resource '{name}' already exists");
        if (!Types.ContainsKey(Last((string)body["machineType"]!))) return Missing((string)body["machineType"]!);
        var disk = body["disks"]![0]!["initializeParams"]!;
        if (ImageAt((string)disk["sourceImage"]!) is not { } image) return Missing((string)disk["sourceImage"]!);
        var gb = (string?)disk["diskSizeGb"] ?? (string)image["diskSizeGb"]!;
        var vm = new GceFakeInstance($"46116860184273{++count:00000}", body, Now) { PrivateIp = $"10.128.{count / 250}.{count % 250}" };
        instances.Add(vm);
        AddDisk(name, gb, (string)disk["sourceImage"]!, disk["labels"], "READY");
        vm.Disks.Add(new(name, "persistent-disk-0", IsBoot: true, AutoDelete: true));
        return requests[request] = Begin("insert", $"zones/{Zone}", () => Boot(vm), vm, failed: () => Remove(vm));
    }

    private void Remove(GceFakeInstance vm)
    {
        instances.Remove(vm);
        foreach (var disk in vm.Disks.Where(d => d.AutoDelete)) disks.Remove(disk.Disk);
    }

    private Answer Delete(GceFakeInstance vm)
    {
        vm.Status = "STOPPING";
        return Begin("delete", $"zones/{Zone}", () => Remove(vm), vm);
    }

    private Answer Change(Call call, GceFakeInstance vm)
    {
        if (call.Sub is "reset" or "stop" && vm.Status != "RUNNING") return NotReady(vm.Name);
        if (call.Sub is "start" or "setMachineType" or "detachDisk" && vm.Status != "TERMINATED") return Invalid("The instance must be stopped.");
        if (call.Sub == "start" && vm.Disks.Count == 0) return Invalid("The instance has no boot disk.");
        if (call.Sub == "setLabels" && (string?)call.Body["labelFingerprint"] != $"label{vm.LabelVersion}") return Stale("Labels");
        if (call.Sub == "setMetadata" && (string?)call.Body["fingerprint"] != $"meta{vm.MetadataVersion}") return Stale("Metadata");
        if (call.Sub == "setMachineType" && !Types.ContainsKey(Last((string)call.Body["machineType"]!))) return Invalid("Invalid machine type.");
        if (call.Sub == "attachDisk" && !disks.ContainsKey(Last((string)call.Body["source"]!))) return Missing((string)call.Body["source"]!);
        if (call.Sub == "detachDisk" && !vm.Disks.Exists(d => d.Device == call.Query("deviceName"))) return Invalid("No attached disk found with device name.");
        var was = vm.Status;
        vm.Status = call.Sub switch { "stop" => "STOPPING", "start" => "STAGING", _ => was };
        return Begin(call.Sub, $"zones/{Zone}", () => Do(call, vm), vm, failed: () => vm.Status = was);
    }

    private void Do(Call call, GceFakeInstance vm)
    {
        switch (call.Sub)
        {
            case "stop":
                vm.Status = "TERMINATED";
                if (!addresses.Values.Any(a => a == vm.NatIp)) vm.NatIp = null;
                break;
            case "start":
                Boot(vm);
                break;
            case "setMachineType":
                vm.Type = Last((string)call.Body["machineType"]!);
                break;
            case "setLabels":
                (vm.Labels, vm.LabelVersion) = (call.Body["labels"]!.DeepClone().AsObject(), vm.LabelVersion + 1);
                break;
            case "setMetadata":
                (vm.Metadata, vm.MetadataVersion) = (call.Body["items"]!.DeepClone().AsArray(), vm.MetadataVersion + 1);
                break;
            case "updateAccessConfig":
                vm.ReverseName = (bool)call.Body["setPublicPtr"]! ? (string)call.Body["publicPtrDomainName"]! : null;
                break;
            case "attachDisk":
                vm.Disks.Add(new(Last((string)call.Body["source"]!), (string)call.Body["deviceName"]!, (bool)call.Body["boot"]!, (bool)call.Body["autoDelete"]!));
                break;
            case "detachDisk":
                vm.Disks.RemoveAll(d => d.Device == call.Query("deviceName"));
                break;
        }
    }

    // A machine gets a public address whenever it starts without one.
    private void Boot(GceFakeInstance vm)
    {
        vm.Status = "RUNNING";
        vm.NatIp ??= $"192.0.{2 + (++lastAddress / 250)}.{lastAddress % 250}";
    }

    private static Answer Stale(string what) => Refused(HttpStatusCode.PreconditionFailed, "conditionNotMet", $"{what} fingerprint either invalid or resource labels have changed");

    private Answer With(Call call, Func<GceFakeInstance, Answer> act) => instances.Find(i => i.Name == call.Id) is { } vm ? act(vm) : Missing($"zones/{Zone}/instances/{call.Id}");

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex NamePattern();
}
