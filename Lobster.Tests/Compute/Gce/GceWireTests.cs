using Lobster.Backends.Compute.Gce;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Our requests, to the byte of their paths and the value of their bodies, as the examples of the contract's OpenAPI file have them.</summary>
public sealed class GceWireTests
{
    private const string InZone = "/projects/demo/zones/us-central1-f";
    private const string Web1 = $"{InZone}/instances/web1";
    private static readonly GcePlace Vm = new("us-central1-f", "web1");
    private static readonly Guid Request = new("0198a1f2-0000-7000-8000-00000000000a");

    private static readonly Dictionary<string, (string Asked, string? Body, Func<GceClient, CancellationToken, Task> Call)> Calls = new()
    {
        ["instances.aggregatedList"] = ("GET /projects/demo/aggregated/instances?maxResults=500&returnPartialSuccess=true", null, (c, t) => c.InstancesAsync("us-central1-f", t).ToListAsync(t).AsTask()),
        ["instances.get"] = ($"GET {Web1}", null, (c, t) => Found(c.FindInstanceAsync(Vm, t))),
        ["instances.insert"] = ($"POST {InZone}/instances?requestId={Request}", """
            {"name":"web1","machineType":"zones/us-central1-f/machineTypes/e2-small",
             "disks":[{"boot":true,"autoDelete":true,"type":"PERSISTENT","initializeParams":{"sourceImage":"projects/debian-cloud/global/images/family/debian-12","diskSizeGb":"10"}}],
             "networkInterfaces":[{"network":"global/networks/default","accessConfigs":[{"type":"ONE_TO_ONE_NAT","name":"External NAT"}]}],
             "metadata":{"items":[{"key":"user-data","value":"#cloud-config\n"},{"key":"ssh-keys","value":"debian:ssh-ed25519 AAAA lobster"}]}}
            """, (c, t) => c.CreateAsync("us-central1-f", new GceCreate(
                "web1", GceClient.MachineType("us-central1-f", "e2-small"),
                [new() { Boot = true, AutoDelete = true, Type = "PERSISTENT", InitializeParams = new("projects/debian-cloud/global/images/family/debian-12") { DiskSizeGb = 10 } }],
                [new() { Network = "global/networks/default", AccessConfigs = [GceMapping.NewAddress(null)] }])
        { Metadata = new() { Items = [new("user-data", "#cloud-config\n"), new("ssh-keys", "debian:ssh-ed25519 AAAA lobster")] } }, Request, t)),
        ["instances.delete"] = ($"DELETE {Web1}", null, (c, t) => c.DeleteInstanceAsync(Vm, t)),
        ["instances.start"] = ($"POST {Web1}/start", null, (c, t) => c.StartAsync(Vm, t)),
        ["instances.stop"] = ($"POST {Web1}/stop", null, (c, t) => c.StopAsync(Vm, t)),
        ["instances.reset"] = ($"POST {Web1}/reset", null, (c, t) => c.ResetAsync(Vm, t)),
        ["instances.setMachineType"] = ($"POST {Web1}/setMachineType", """{"machineType":"zones/us-central1-f/machineTypes/e2-medium"}""", (c, t) => c.SetMachineTypeAsync(Vm, "e2-medium", t)),
        ["instances.setLabels"] = ($"POST {Web1}/setLabels", """{"labels":{"name":"web2"},"labelFingerprint":"bGFi"}""", (c, t) => c.SetLabelsAsync(Vm, new(new Dictionary<string, string> { ["name"] = "web2" }, "bGFi"), t)),
        ["instances.setMetadata"] = ($"POST {Web1}/setMetadata", """{"fingerprint":"bWV0YQ==","items":[]}""", (c, t) => c.SetMetadataAsync(Vm, new() { Fingerprint = "bWV0YQ==", Items = [] }, t)),
        ["instances.updateAccessConfig"] = ($"POST {Web1}/updateAccessConfig?networkInterface=nic0", """{"name":"External NAT","setPublicPtr":true,"publicPtrDomainName":"web1.example.com."}""",
            (c, t) => c.UpdateAccessConfigAsync(Vm, "nic0", new() { Name = "External NAT", SetPublicPtr = true, PublicPtrDomainName = "web1.example.com." }, t)),
        ["instances.getSerialPortOutput"] = ($"GET {Web1}/serialPort?port=1", null, (c, t) => c.SerialOutputAsync(Vm, t)),
        ["instances.attachDisk"] = ($"POST {Web1}/attachDisk", """{"boot":true,"autoDelete":true,"deviceName":"web1-2","source":"projects/demo/zones/us-central1-f/disks/web1-2"}""",
            (c, t) => c.AttachDiskAsync(Vm, new() { Boot = true, AutoDelete = true, DeviceName = "web1-2", Source = c.Disk("us-central1-f", "web1-2") }, t)),
        ["instances.detachDisk"] = ($"POST {Web1}/detachDisk?deviceName=persistent-disk-0", null, (c, t) => c.DetachDiskAsync(Vm, "persistent-disk-0", t)),
        ["zoneOperations.get"] = ($"GET {InZone}/operations/operation-1732440000000-abc", null, (c, t) => Found(c.FindOperationAsync("zones/us-central1-f/operations/operation-1732440000000-abc", t))),
        ["regionOperations.get"] = ("GET /projects/demo/regions/us-central1/operations/operation-1", null, (c, t) => Found(c.FindOperationAsync(new GceOperation("operation-1") { Region = "https://x/regions/us-central1" }.Path, t))),
        ["globalOperations.get"] = ("GET /projects/demo/global/operations/operation-1", null, (c, t) => Found(c.FindOperationAsync(new GceOperation("operation-1").Path, t))),
        ["machineTypes.list"] = ($"GET {InZone}/machineTypes?maxResults=500", null, (c, t) => c.MachineTypesAsync("us-central1-f", t).ToListAsync(t).AsTask()),
        ["images.list"] = ("GET /projects/debian-cloud/global/images?maxResults=500", null, (c, t) => c.ImagesAsync("debian-cloud", t).ToListAsync(t).AsTask()),
        ["images.get"] = ("GET /projects/demo/global/images/mine", null, (c, t) => Found(c.FindImageAsync(new("demo", "mine", IsFamily: false), t))),
        ["images.getFromFamily"] = ("GET /projects/debian-cloud/global/images/family/debian-12", null, (c, t) => Found(c.FindImageAsync(new("debian-cloud", "debian-12", IsFamily: true), t))),
        ["images.insert"] = ($"POST /projects/demo/global/images?forceCreate=true&requestId={Request}", """{"name":"mine","sourceDisk":"projects/demo/zones/us-central1-f/disks/web1","description":"Mine","labels":{}}""",
            (c, t) => c.CreateImageAsync(new("mine", c.Disk("us-central1-f", "web1"), "Mine", new Dictionary<string, string>()), Request, t)),
        ["images.delete"] = ("DELETE /projects/demo/global/images/mine", null, (c, t) => c.DeleteImageAsync("mine", t)),
        ["addresses.get"] = ("GET /projects/demo/regions/us-central1/addresses/ip-1", null, (c, t) => Found(c.FindAddressAsync("us-central1", "ip-1", t))),
        ["addresses.insert"] = ("POST /projects/demo/regions/us-central1/addresses", """{"name":"ip-1","address":"192.0.2.11"}""", (c, t) => c.ReserveAddressAsync("us-central1", new("ip-1") { Address = "192.0.2.11" }, t)),
        ["addresses.delete"] = ("DELETE /projects/demo/regions/us-central1/addresses/ip-1", null, (c, t) => c.ReleaseAddressAsync("us-central1", "ip-1", t)),
        ["disks.list"] = ($"GET {InZone}/disks?filter=labels.lobster-vm%3Dweb1&maxResults=500", null, (c, t) => c.DisksAsync(Vm, t).ToListAsync(t).AsTask()),
        ["disks.insert"] = ($"POST {InZone}/disks", """{"name":"web1-2","sizeGb":"20","sourceImage":"projects/debian-cloud/global/images/debian-12"}""",
            (c, t) => c.CreateDiskAsync("us-central1-f", new("web1-2") { SizeGb = 20, SourceImage = "projects/debian-cloud/global/images/debian-12" }, t)),
        ["disks.resize"] = ($"POST {InZone}/disks/web1/resize", """{"sizeGb":"40"}""", (c, t) => c.ResizeDiskAsync("us-central1-f", "web1", 40, t)),
        ["disks.delete"] = ($"DELETE {InZone}/disks/web1", null, (c, t) => c.DeleteDiskAsync("us-central1-f", "web1", t)),
        ["regions.get"] = ("GET /projects/demo/regions/us-central1", null, (c, t) => c.RegionAsync("us-central1", t)),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        using var wire = new WireRecorder();
        var (asked, body, call) = Calls[op];
        var client = new GceClient(wire.Client(new GceFaults()), "demo");
        var wanted = new WireRequest(op, asked.Split(' ')[0], asked.Split(' ')[1], body is null ? null : System.Text.Json.Nodes.JsonNode.Parse(body));

        await wire.AssertSendsAsync(wanted, () => call(client, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TimeSeries_AreAskedForByZoneInWholeSpans()
    {
        using var wire = new WireRecorder();
        var client = new GceMonitoring(wire.Client(new GceFaults()), "demo");

        await Assert.ThrowsAsync<BackendException>(async () => await client.BytesAsync(
            GceMonitoring.Sent, "us-central1-f", Instant.Utc(2026, 3, 1), Instant.Utc(2026, 3, 1, 1), TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "GET /projects/demo/timeSeries?filter=metric.type=\"compute.googleapis.com/instance/network/sent_bytes_count\" AND resource.type=\"gce_instance\" AND resource.labels.zone=\"us-central1-f\""
            + "&interval.startTime=2026-03-01T00:00:00Z&interval.endTime=2026-03-01T01:00:00Z&aggregation.alignmentPeriod=600s&aggregation.perSeriesAligner=ALIGN_DELTA&aggregation.crossSeriesReducer=REDUCE_SUM"
            + "&aggregation.groupByFields=resource.labels.instance_id&aggregation.groupByFields=metric.labels.instance_name&pageSize=50000&prettyPrint=false",
            Uri.UnescapeDataString(wire.Asked[0]));
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
