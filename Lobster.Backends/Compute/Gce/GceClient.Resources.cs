using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Gce;

/// <summary>What machines are made of: types, disks, images, addresses.</summary>
internal sealed partial class GceClient
{
    /// <summary>GET zones/Z/machineTypes [machineTypes.list], all pages.</summary>
    public IAsyncEnumerable<GceMachineType> MachineTypesAsync(string zone, CancellationToken token) => Paging.ByCursorAsync("Google", async (cursor, cancel) =>
    {
        var page = await http.GetAsync(Path($"zones/{zone}/machineTypes?maxResults={PageSize}{Cursor(cursor)}"), Json.GceMachineTypes, cancel);
        return (page.Items ?? [], page.NextPageToken);
    }, token);

    /// <summary>GET zones/Z/machineTypes/T [machineTypes.get], which tells custom types too; null when there is none.</summary>
    public Task<GceMachineType?> FindMachineTypeAsync(string zone, string type, CancellationToken token) => http.FindAsync(Path(MachineType(zone, type)), Json.GceMachineType, token);

    /// <summary>GET zones/Z/disks [disks.list] by label, all pages: those that were made for a machine.</summary>
    public IAsyncEnumerable<GceDisk> DisksAsync(GcePlace machine, CancellationToken token) => Paging.ByCursorAsync("Google", async (cursor, cancel) =>
    {
        var filter = Uri.EscapeDataString($"labels.{GceLabels.Machine}={machine.Name}");
        var page = await http.GetAsync(Path($"zones/{machine.Zone}/disks?filter={filter}&maxResults={PageSize}{Cursor(cursor)}"), Json.GceDisks, cancel);
        return (page.Items ?? [], page.NextPageToken);
    }, token);

    /// <summary>GET zones/Z/disks/D [disks.get]; null when there is none.</summary>
    public Task<GceDisk?> FindDiskAsync(string zone, string disk, CancellationToken token) => http.FindAsync(Disk(zone, disk), Json.GceDisk, token);

    /// <summary>POST zones/Z/disks [disks.insert].</summary>
    public Task<GceOperation> CreateDiskAsync(string zone, GceDisk body, CancellationToken token) => ChangeAsync(Path($"zones/{zone}/disks"), body, Json.GceDisk, token);

    /// <summary>POST zones/Z/disks/D/resize [disks.resize]: larger only, also of a machine that runs.</summary>
    public Task<GceOperation> ResizeDiskAsync(string zone, string disk, int gb, CancellationToken token) =>
        ChangeAsync($"{Disk(zone, disk)}/resize", new GceResizeDisk(gb), Json.GceResizeDisk, token);

    /// <summary>DELETE zones/Z/disks/D [disks.delete], of one that is attached nowhere.</summary>
    public Task<GceOperation> DeleteDiskAsync(string zone, string disk, CancellationToken token) => ChangeAsync(HttpMethod.Delete, Disk(zone, disk), token);

    /// <summary>GET global/images [images.list] of a project, all pages, withdrawn ones too.</summary>
    public IAsyncEnumerable<GceImage> ImagesAsync(string owner, CancellationToken token) => Paging.ByCursorAsync("Google", async (cursor, cancel) =>
    {
        var page = await http.GetAsync($"projects/{owner}/global/images?maxResults={PageSize}{Cursor(cursor)}", Json.GceImages, cancel);
        return (page.Items ?? [], page.NextPageToken);
    }, token);

    /// <summary>GET global/images/I [images.get] or global/images/family/F [images.getFromFamily], of any project; null when there is none.</summary>
    public Task<GceImage?> FindImageAsync(GceImageId id, CancellationToken token) => http.FindAsync($"projects/{id.Path}", Json.GceImage, token);

    /// <summary>POST global/images [images.insert], of a disk that may be in use.</summary>
    public Task<GceOperation> CreateImageAsync(GceCreateImage body, Guid requestId, CancellationToken token) =>
        ChangeAsync(Path($"global/images?forceCreate=true&requestId={requestId}"), body, Json.GceCreateImage, token);

    /// <summary>DELETE global/images/I [images.delete], of our project.</summary>
    public Task<GceOperation> DeleteImageAsync(string name, CancellationToken token) => ChangeAsync(HttpMethod.Delete, Path($"global/images/{name}"), token);

    /// <summary>GET regions/R/addresses/A [addresses.get]; null when there is none.</summary>
    public Task<GceAddress?> FindAddressAsync(string region, string name, CancellationToken token) => http.FindAsync(Path($"regions/{region}/addresses/{name}"), Json.GceAddress, token);

    /// <summary>POST regions/R/addresses [addresses.insert]: keeps an address that is in use already.</summary>
    public Task<GceOperation> ReserveAddressAsync(string region, GceAddress body, CancellationToken token) => ChangeAsync(Path($"regions/{region}/addresses"), body, Json.GceAddress, token);

    /// <summary>DELETE regions/R/addresses/A [addresses.delete], of one that is in use nowhere.</summary>
    public Task<GceOperation> ReleaseAddressAsync(string region, string name, CancellationToken token) => ChangeAsync(HttpMethod.Delete, Path($"regions/{region}/addresses/{name}"), token);
}
