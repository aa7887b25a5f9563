namespace Lobster.Backends.Compute.CloudStack;

/// <summary>One method for each command of CloudStack's API; each is described under its name at https://cloudstack.apache.org/api/.</summary>
internal sealed partial class CloudStackClient(CloudStackCaller caller, string? project)
{
    private static readonly CloudStackJson Json = CloudStackJson.Default;

    private (string Name, string? Value) Project => ("projectid", project);

    /// <summary>listZones id.</summary>
    public IAsyncEnumerable<CloudStackZone> ZonesAsync(string id, CancellationToken token) => caller.ListAsync("listZones", Json.CloudStackZone, (z, _) => z.Id, token, ("id", id));

    /// <summary>listAccounts: the caller's own.</summary>
    public IAsyncEnumerable<CloudStackAccount> AccountsAsync(CancellationToken token) => caller.ListAsync("listAccounts", Json.CloudStackAccount, (a, _) => a.Id, token);

    /// <summary>listVirtualMachines listall, all pages.</summary>
    /// <param name="zone">Only those of this zone; null: all.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<CloudStackMachine> MachinesAsync(string? zone, CancellationToken token) =>
        caller.ListAsync("listVirtualMachines", Json.CloudStackMachine, (m, _) => m.Id, token, ("listall", "true"), ("zoneid", zone), Project);

    /// <summary>listVirtualMachines id: one, or an error or nothing when there is none.</summary>
    public IAsyncEnumerable<CloudStackMachine> MachineAsync(string id, CancellationToken token) =>
        caller.ListAsync("listVirtualMachines", Json.CloudStackMachine, (m, _) => m.Id, token, ("id", id), Project);

    /// <summary>deployVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> DeployAsync(IEnumerable<(string Name, string? Value)> parameters, CancellationToken token) =>
        JobAsync("deployVirtualMachine", token, [.. parameters, Project]);

    /// <summary>startVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> StartAsync(string id, CancellationToken token) => JobAsync("startVirtualMachine", token, ("id", id));

    /// <summary>stopVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> StopAsync(string id, bool forced, CancellationToken token) => JobAsync("stopVirtualMachine", token, ("id", id), ("forced", forced ? "true" : null));

    /// <summary>rebootVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> RebootAsync(string id, bool forced, CancellationToken token) => JobAsync("rebootVirtualMachine", token, ("id", id), ("forced", forced ? "true" : null));

    /// <summary>destroyVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> DestroyAsync(string id, bool expunge, CancellationToken token) => JobAsync("destroyVirtualMachine", token, ("id", id), ("expunge", expunge ? "true" : null));

    /// <summary>updateVirtualMachine.</summary>
    public Task UpdateAsync(string id, string? displayName, string? userData, CancellationToken token) =>
        DoneAsync("updateVirtualMachine", token, ("id", id), ("displayname", displayName), ("userdata", userData));

    /// <summary>restoreVirtualMachine; async.</summary>
    public Task<CloudStackAccepted> RestoreAsync(string id, string template, CancellationToken token) =>
        JobAsync("restoreVirtualMachine", token, ("virtualmachineid", id), ("templateid", template));

    /// <summary>changeServiceForVirtualMachine, of a stopped machine.</summary>
    public Task ChangeServiceAsync(string id, IEnumerable<(string Name, string? Value)> size, CancellationToken token) =>
        DoneAsync("changeServiceForVirtualMachine", token, [("id", id), .. size]);

    /// <summary>createConsoleEndpoint, since 4.18.</summary>
    public async Task<CloudStackConsole?> ConsoleAsync(string id, CancellationToken token) =>
        (await caller.ChangeAsync("createConsoleEndpoint", Json.CloudStackConsoleAnswer, token, ("virtualmachineid", id))).ConsoleEndpoint;

    /// <summary>listVolumes type=ROOT: the machine's first disk.</summary>
    public IAsyncEnumerable<CloudStackVolume> RootDisksAsync(string machine, CancellationToken token) =>
        caller.ListAsync("listVolumes", Json.CloudStackVolume, (v, _) => v.Id, token, ("virtualmachineid", machine), ("type", "ROOT"), ("listall", "true"), Project);

    /// <summary>resizeVolume; async.</summary>
    public Task<CloudStackAccepted> ResizeDiskAsync(string id, int gb, CancellationToken token) => JobAsync("resizeVolume", token, ("id", id), ("size", $"{gb}"));

    /// <summary>listServiceOfferings of a zone, all pages.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="id">Only this one; null: all.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<CloudStackOffering> OfferingsAsync(string zone, string? id, CancellationToken token) =>
        caller.ListAsync("listServiceOfferings", Json.CloudStackOffering, (o, _) => o.Id, token, ("zoneid", zone), ("id", id), Project);

    /// <summary>listDiskOfferings id.</summary>
    public IAsyncEnumerable<CloudStackDiskOffering> DiskOfferingAsync(string id, CancellationToken token) =>
        caller.ListAsync("listDiskOfferings", Json.CloudStackDiskOffering, (o, _) => o.Id, token, ("id", id), Project);

    /// <summary>registerSSHKeyPair.</summary>
    public Task AddKeyAsync(string name, string publicKey, CancellationToken token) => DoneAsync("registerSSHKeyPair", token, ("name", name), ("publickey", publicKey), Project);

    /// <summary>listSSHKeyPairs by fingerprint.</summary>
    public IAsyncEnumerable<CloudStackKeyPair> KeysAsync(string fingerprint, CancellationToken token) =>
        caller.ListAsync("listSSHKeyPairs", Json.CloudStackKeyPair, (k, _) => k.Name, token, ("fingerprint", fingerprint), Project);

    /// <summary>deleteSSHKeyPair.</summary>
    public Task RemoveKeyAsync(string name, CancellationToken token) => DoneAsync("deleteSSHKeyPair", token, ("name", name), Project);

    /// <summary>createTags of a machine; async.</summary>
    public Task<CloudStackAccepted> TagAsync(string machine, string key, string value, CancellationToken token) =>
        JobAsync("createTags", token, ("resourceids", machine), ("resourcetype", "UserVm"), ("tags[0].key", key), ("tags[0].value", value));

    /// <summary>deleteTags of a machine; async.</summary>
    public Task<CloudStackAccepted> UntagAsync(string machine, string key, CancellationToken token) =>
        JobAsync("deleteTags", token, ("resourceids", machine), ("resourcetype", "UserVm"), ("tags[0].key", key));

    /// <summary>listUsageRecords of one type, all pages.</summary>
    /// <param name="type">4: bytes sent, 5: bytes received.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<CloudStackUsage> UsageAsync(int type, DateOnly from, DateOnly until, CancellationToken token) =>
        caller.ListAsync("listUsageRecords", Json.CloudStackUsage, (u, at) => $"{at} {u}", token, ("type", $"{type}"), ("startdate", $"{from:yyyy-MM-dd}"), ("enddate", $"{until:yyyy-MM-dd}"), Project);

    /// <summary>queryAsyncJobResult.</summary>
    public Task<CloudStackJob> JobAsync(string id, CancellationToken token) => caller.ReadAsync("queryAsyncJobResult", Json.CloudStackJob, token, ("jobid", id));

    private Task<CloudStackAccepted> JobAsync(string command, CancellationToken token, params IEnumerable<(string Name, string? Value)> parameters) =>
        caller.ChangeAsync(command, Json.CloudStackAccepted, token, parameters);

    private Task<CloudStackDone> DoneAsync(string command, CancellationToken token, params IEnumerable<(string Name, string? Value)> parameters) =>
        caller.ChangeAsync(command, Json.CloudStackDone, token, parameters);
}
