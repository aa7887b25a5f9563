namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Commands about images and addresses.</summary>
internal sealed partial class CloudStackClient
{
    /// <summary>listTemplates of a zone, all pages.</summary>
    /// <param name="filter"><c>featured</c> for the cloud's own, <c>self</c> for ours; the server insists on one.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="id">Only this one; null: all.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<CloudStackImage> TemplatesAsync(string filter, string zone, string? id, CancellationToken token) =>
        caller.ListAsync("listTemplates", Json.CloudStackImage, (i, _) => i.Id, token, ("templatefilter", filter), ("zoneid", zone), ("id", id), Project);

    /// <summary>listIsos of a zone, all pages; as <see cref="TemplatesAsync"/>.</summary>
    public IAsyncEnumerable<CloudStackImage> IsosAsync(string filter, string zone, string? id, CancellationToken token) =>
        caller.ListAsync("listIsos", Json.CloudStackImage, (i, _) => i.Id, token, ("isofilter", filter), ("zoneid", zone), ("id", id), Project);

    /// <summary>registerTemplate.</summary>
    public async Task<CloudStackImage?> RegisterTemplateAsync(IEnumerable<(string Name, string? Value)> parameters, CancellationToken token) =>
        (await caller.ChangeAsync("registerTemplate", Json.CloudStackRegistered, token, [.. parameters, Project])).Template?[0];

    /// <summary>registerIso.</summary>
    public async Task<CloudStackImage?> RegisterIsoAsync(IEnumerable<(string Name, string? Value)> parameters, CancellationToken token) =>
        (await caller.ChangeAsync("registerIso", Json.CloudStackRegistered, token, [.. parameters, Project])).Iso?[0];

    /// <summary>deleteTemplate; async.</summary>
    public Task<CloudStackAccepted> DeleteTemplateAsync(string id, CancellationToken token) => JobAsync("deleteTemplate", token, ("id", id));

    /// <summary>deleteIso; async.</summary>
    public Task<CloudStackAccepted> DeleteIsoAsync(string id, CancellationToken token) => JobAsync("deleteIso", token, ("id", id));

    /// <summary>createSnapshot; async.</summary>
    public Task<CloudStackAccepted> CreateSnapshotAsync(string volume, string name, CancellationToken token) => JobAsync("createSnapshot", token, ("volumeid", volume), ("name", name));

    /// <summary>listSnapshots of a volume.</summary>
    public IAsyncEnumerable<CloudStackSnapshot> SnapshotsAsync(string volume, CancellationToken token) =>
        caller.ListAsync("listSnapshots", Json.CloudStackSnapshot, (s, _) => s.Id, token, ("volumeid", volume), ("listall", "true"), Project);

    /// <summary>listSnapshots id.</summary>
    public IAsyncEnumerable<CloudStackSnapshot> SnapshotAsync(string id, CancellationToken token) =>
        caller.ListAsync("listSnapshots", Json.CloudStackSnapshot, (s, _) => s.Id, token, ("id", id), Project);

    /// <summary>deleteSnapshot; async.</summary>
    public Task<CloudStackAccepted> DeleteSnapshotAsync(string id, CancellationToken token) => JobAsync("deleteSnapshot", token, ("id", id));

    /// <summary>createTemplate of a snapshot; async.</summary>
    public Task<CloudStackAccepted> CreateTemplateAsync(string snapshot, string name, string text, string osType, CancellationToken token) =>
        JobAsync("createTemplate", token, ("snapshotid", snapshot), ("name", name), ("displaytext", text), ("ostypeid", osType), Project);

    /// <summary>addIpToNic; async.</summary>
    public Task<CloudStackAccepted> AddSecondaryAsync(string nic, CancellationToken token) => JobAsync("addIpToNic", token, ("nicid", nic));

    /// <summary>removeIpFromNic; async.</summary>
    public Task<CloudStackAccepted> RemoveSecondaryAsync(string id, CancellationToken token) => JobAsync("removeIpFromNic", token, ("id", id));

    /// <summary>associateIpAddress: takes a public address for a network; async.</summary>
    public Task<CloudStackAccepted> TakeAddressAsync(string network, CancellationToken token) => JobAsync("associateIpAddress", token, ("networkid", network), Project);

    /// <summary>enableStaticNat.</summary>
    public Task TranslateAsync(string address, string machine, CancellationToken token) =>
        DoneAsync("enableStaticNat", token, ("ipaddressid", address), ("virtualmachineid", machine));

    /// <summary>disassociateIpAddress: gives a public address back, translation and all; async.</summary>
    public Task<CloudStackAccepted> GiveAddressBackAsync(string id, CancellationToken token) => JobAsync("disassociateIpAddress", token, ("id", id));
}
