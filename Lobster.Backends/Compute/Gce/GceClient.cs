using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// One method for each call of Compute Engine v1, named by its method at https://cloud.google.com/compute/docs/reference/rest/v1. Zones, names and projects were checked where they
/// came in, so nothing else gets into a path.
/// </summary>
internal sealed partial class GceClient(ProviderClient http, string project)
{
    // The most that the API gives at once.
    private const int PageSize = 500;
    private static readonly GceJson Json = GceJson.Default;

    /// <summary>GET regions/R [regions.get]: quotas, and the zones there are.</summary>
    public Task<GceRegion> RegionAsync(string region, CancellationToken token) => http.GetAsync(Path($"regions/{region}"), Json.GceRegion, token);

    /// <summary>GET aggregated/instances [instances.aggregatedList], all pages: those of one zone. What another zone cannot tell now is not our affair.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Unavailable"/>: our zone cannot tell.</exception>
    public IAsyncEnumerable<GceInstance> InstancesAsync(string zone, CancellationToken token) => Paging.ByCursorAsync("Google", async (cursor, cancel) =>
    {
        var page = await http.GetAsync(Path($"aggregated/instances?maxResults={PageSize}&returnPartialSuccess=true{Cursor(cursor)}"), Json.GceInstancesOfZones, cancel);
        var scope = $"zones/{zone}";
        var ours = page.Items?.GetValueOrDefault(scope);
        // Every zone without a machine on the page carries a warning, which is none.
        if (page.Unreachables?.Any(u => u.EndsWith(scope, StringComparison.Ordinal)) == true || ours?.Warning is { Code: not (null or "NO_RESULTS_ON_PAGE") })
            throw new BackendException(BackendErrorKind.Unavailable, $"Google cannot tell the machines of {zone} now; the list is not complete.");
        return (ours?.Instances ?? [], page.NextPageToken);
    }, token);

    /// <summary>GET zones/Z/instances/I [instances.get]; null when there is none.</summary>
    public Task<GceInstance?> FindInstanceAsync(GcePlace at, CancellationToken token) => http.FindAsync(Path(at), Json.GceInstance, token);

    /// <summary>POST zones/Z/instances [instances.insert].</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="body">The machine.</param>
    /// <param name="requestId">Names this request: another of the same name makes no second machine.</param>
    /// <param name="token">Ours.</param>
    public Task<GceOperation> CreateAsync(string zone, GceCreate body, Guid requestId, CancellationToken token) =>
        ChangeAsync(Path($"zones/{zone}/instances?requestId={requestId}"), body, Json.GceCreate, token);

    /// <summary>DELETE zones/Z/instances/I [instances.delete].</summary>
    public Task<GceOperation> DeleteInstanceAsync(GcePlace at, CancellationToken token) => ChangeAsync(HttpMethod.Delete, Path(at), token);

    /// <summary>POST zones/Z/instances/I/start [instances.start].</summary>
    public Task<GceOperation> StartAsync(GcePlace at, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"{Path(at)}/start", token);

    /// <summary>POST zones/Z/instances/I/stop [instances.stop]: asks the guest, and cuts its power after 90 seconds.</summary>
    public Task<GceOperation> StopAsync(GcePlace at, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"{Path(at)}/stop", token);

    /// <summary>POST zones/Z/instances/I/reset [instances.reset]: without asking the guest.</summary>
    public Task<GceOperation> ResetAsync(GcePlace at, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"{Path(at)}/reset", token);

    /// <summary>POST zones/Z/instances/I/setMachineType [instances.setMachineType], of a stopped one.</summary>
    public Task<GceOperation> SetMachineTypeAsync(GcePlace at, string type, CancellationToken token) =>
        ChangeAsync($"{Path(at)}/setMachineType", new GceSetMachineType(MachineType(at.Zone, type)), Json.GceSetMachineType, token);

    /// <summary>POST zones/Z/instances/I/setLabels [instances.setLabels]: all of them, in the place of those that were read with the fingerprint.</summary>
    public Task<GceOperation> SetLabelsAsync(GcePlace at, GceSetLabels labels, CancellationToken token) => ChangeAsync($"{Path(at)}/setLabels", labels, Json.GceSetLabels, token);

    /// <summary>POST zones/Z/instances/I/setMetadata [instances.setMetadata]: all of it, likewise.</summary>
    public Task<GceOperation> SetMetadataAsync(GcePlace at, GceMetadata metadata, CancellationToken token) => ChangeAsync($"{Path(at)}/setMetadata", metadata, Json.GceMetadata, token);

    /// <summary>POST zones/Z/instances/I/updateAccessConfig [instances.updateAccessConfig].</summary>
    public Task<GceOperation> UpdateAccessConfigAsync(GcePlace at, string nic, GceAccessConfig change, CancellationToken token) =>
        ChangeAsync($"{Path(at)}/updateAccessConfig?networkInterface={Uri.EscapeDataString(nic)}", change, Json.GceAccessConfig, token);

    /// <summary>POST zones/Z/instances/I/attachDisk [instances.attachDisk].</summary>
    public Task<GceOperation> AttachDiskAsync(GcePlace at, GceAttachedDisk disk, CancellationToken token) => ChangeAsync($"{Path(at)}/attachDisk", disk, Json.GceAttachedDisk, token);

    /// <summary>POST zones/Z/instances/I/detachDisk [instances.detachDisk].</summary>
    public Task<GceOperation> DetachDiskAsync(GcePlace at, string device, CancellationToken token) =>
        ChangeAsync(HttpMethod.Post, $"{Path(at)}/detachDisk?deviceName={Uri.EscapeDataString(device)}", token);

    /// <summary>GET zones/Z/instances/I/serialPort [instances.getSerialPortOutput]: what is kept of it, a megabyte at most.</summary>
    public async Task<string> SerialOutputAsync(GcePlace at, CancellationToken token) => (await http.GetAsync($"{Path(at)}/serialPort?port=1", Json.GceSerialOutput, token)).Contents ?? "";

    /// <summary>GET zones/Z, regions/R or global/operations/O [zoneOperations.get and so on]; null when it is forgotten.</summary>
    public Task<GceOperation?> FindOperationAsync(string path, CancellationToken token) => http.FindAsync(Path(path), Json.GceOperation, token);

    /// <summary>A machine type as requests name it.</summary>
    public static string MachineType(string zone, string type) => $"zones/{zone}/machineTypes/{type}";

    /// <summary>A disk as requests name it.</summary>
    public string Disk(string zone, string disk) => Path($"zones/{zone}/disks/{disk}");

    private string Path(string below) => $"projects/{project}/{below}";

    private string Path(GcePlace at) => Path($"zones/{at.Zone}/instances/{at.Name}");

    private static string Cursor(string? cursor) => cursor is null ? "" : $"&pageToken={Uri.EscapeDataString(cursor)}";

    private async Task<GceOperation> ChangeAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken token) =>
        Taken(await http.SendAsync(HttpMethod.Post, path, body, type, Json.GceOperation, token));

    private async Task<GceOperation> ChangeAsync(HttpMethod method, string path, CancellationToken token) =>
        Taken(http.Parse(await http.SendAsync(method, path, null, token), Json.GceOperation));

    // An operation may be over with its answer, and have failed.
    private static GceOperation Taken(GceOperation operation) => GceFaults.Of(operation) is { } failure ? throw failure : operation;
}
