using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>One method for each call of Vultr's API v2. Paths are relative to <c>https://api.vultr.com</c>; each names its page of https://www.vultr.com/api/.</summary>
internal sealed class VultrClient(ProviderClient http)
{
    // The most that the API gives at once.
    private const int PageSize = 500;
    private static readonly VultrJson Json = VultrJson.Default;

    /// <summary>GET /account [get-account].</summary>
    public async Task<VultrAccount> AccountAsync(CancellationToken token) => (await http.GetAsync("v2/account", Json.VultrAccountAnswer, token)).Account;

    /// <summary>POST /instances [create-instance].</summary>
    public async Task<VultrInstance> CreateAsync(VultrCreate body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "v2/instances", body, Json.VultrCreate, Json.VultrInstanceAnswer, token)).Instance;

    /// <summary>GET /instances/{id} [get-instance]; null when there is none.</summary>
    public async Task<VultrInstance?> FindAsync(string id, CancellationToken token) =>
        (await http.FindAsync($"v2/instances/{Uri.EscapeDataString(id)}", Json.VultrInstanceAnswer, token))?.Instance;

    /// <summary>GET /instances [list-instances], all pages.</summary>
    /// <param name="tag">Only those with this tag; null: all.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<VultrInstance> ListAsync(string? tag, CancellationToken token) => PagesAsync(
        $"v2/instances?per_page={PageSize}" + (tag is null ? "" : $"&tag={Uri.EscapeDataString(tag)}"), Json.VultrInstances, p => (p.Instances, p.Meta), token);

    /// <summary>PATCH /instances/{id} [update-instance].</summary>
    public Task UpdateAsync(string id, VultrUpdate body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Patch, $"v2/instances/{Uri.EscapeDataString(id)}", body, Json.VultrUpdate, token);

    /// <summary>DELETE /instances/{id} [delete-instance].</summary>
    public Task DeleteAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/instances/{Uri.EscapeDataString(id)}", null, token);

    /// <summary>POST /instances/{id}/start [start-instance], /halt [halt-instance], /reboot [reboot-instance].</summary>
    public Task PowerAsync(string id, string verb, CancellationToken token) => http.SendAsync(HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/{verb}", null, token);

    /// <summary>POST /instances/{id}/reinstall [reinstall-instance].</summary>
    public Task ReinstallAsync(string id, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/reinstall", new VultrReinstall(), Json.VultrReinstall, token);

    /// <summary>POST /instances/{id}/restore [restore-instance].</summary>
    public Task RestoreAsync(string id, string snapshot, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/restore", new VultrRestore(snapshot), Json.VultrRestore, token);

    /// <summary>GET /instances/{id}/upgrades?type=plans [get-instance-upgrades].</summary>
    public async Task<IReadOnlyList<string>> UpgradesAsync(string id, CancellationToken token)
    {
        var answer = await http.GetAsync($"v2/instances/{Uri.EscapeDataString(id)}/upgrades?type=plans", Json.VultrUpgrades, token);
        // Plain ids on the live service; the contract leaves open whether they are objects.
        return [.. (answer.Upgrades.Plans ?? []).Select(p => p.ValueKind == System.Text.Json.JsonValueKind.String ? p.GetString()! : p.GetProperty("id").GetString()!)];
    }

    /// <summary>GET /instances/{id}/ipv4 [get-instance-ipv4].</summary>
    public IAsyncEnumerable<VultrIpv4> Ipv4Async(string id, CancellationToken token) =>
        PagesAsync($"v2/instances/{Uri.EscapeDataString(id)}/ipv4?per_page={PageSize}", Json.VultrIpv4s, p => (p.Ipv4s, p.Meta), token);

    /// <summary>GET /instances/{id}/ipv6 [get-instance-ipv6].</summary>
    public async Task<IReadOnlyList<VultrIpv6>> Ipv6Async(string id, CancellationToken token) =>
        (await http.GetAsync($"v2/instances/{Uri.EscapeDataString(id)}/ipv6", Json.VultrIpv6s, token)).Ipv6s;

    /// <summary>GET /instances/{id}/ipv6/reverse [list-instance-ipv6-reverse].</summary>
    public async Task<IReadOnlyList<VultrReverse>> Ipv6ReverseAsync(string id, CancellationToken token) =>
        (await http.GetAsync($"v2/instances/{Uri.EscapeDataString(id)}/ipv6/reverse", Json.VultrReverseIpv6s, token)).ReverseIpv6s;

    /// <summary>POST /instances/{id}/ipv4 [create-instance-ipv4]; the machine is not restarted, which the API does unless told.</summary>
    public async Task<VultrIpv4> AddIpv4Async(string id, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/ipv4", new VultrAddIpv4(Reboot: false), Json.VultrAddIpv4, Json.VultrIpv4Answer, token)).Ipv4;

    /// <summary>DELETE /instances/{id}/ipv4/{ip} [delete-instance-ipv4].</summary>
    public Task RemoveIpv4Async(string id, string address, CancellationToken token) =>
        http.SendAsync(HttpMethod.Delete, $"v2/instances/{Uri.EscapeDataString(id)}/ipv4/{address}", null, token);

    /// <summary>POST /instances/{id}/ipv4/reverse [create-instance-reverse-ipv4], or …/default [post-instances-instance-id-ipv4-reverse-default] for null.</summary>
    public Task SetReverse4Async(string id, string address, string? name, CancellationToken token) => http.SendAsync(
        HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/ipv4/reverse{(name is null ? "/default" : "")}", new VultrReverse(address, name), Json.VultrReverse, token);

    /// <summary>POST /instances/{id}/ipv6/reverse [create-instance-reverse-ipv6]; the address is written out in full.</summary>
    public Task SetReverse6Async(string id, string address, string name, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v2/instances/{Uri.EscapeDataString(id)}/ipv6/reverse", new VultrReverse(address, name), Json.VultrReverse, token);

    /// <summary>DELETE /instances/{id}/ipv6/reverse/{ip} [delete-instance-reverse-ipv6].</summary>
    public Task RemoveReverse6Async(string id, string address, CancellationToken token) =>
        http.SendAsync(HttpMethod.Delete, $"v2/instances/{Uri.EscapeDataString(id)}/ipv6/reverse/{address}", null, token);

    /// <summary>GET /instances/{id}/bandwidth [get-instance-bandwidth]; null when there is no such machine.</summary>
    public async Task<IReadOnlyDictionary<string, VultrTraffic>?> BandwidthAsync(string id, CancellationToken token) =>
        (await http.FindAsync($"v2/instances/{Uri.EscapeDataString(id)}/bandwidth", Json.VultrBandwidth, token))?.Bandwidth;

    /// <summary>POST /snapshots [create-snapshot].</summary>
    public async Task<VultrSnapshot> SnapshotAsync(string id, string description, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "v2/snapshots", new VultrMakeSnapshot(id, description), Json.VultrMakeSnapshot, Json.VultrSnapshotAnswer, token)).Snapshot;

    /// <summary>POST /snapshots/create-from-url [create-snapshot-create-from-url]; raw disks only.</summary>
    public async Task<VultrSnapshot> FetchAsync(Uri source, string description, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, "v2/snapshots/create-from-url", new VultrFetchSnapshot(source.AbsoluteUri, description), Json.VultrFetchSnapshot, Json.VultrSnapshotAnswer, token)).Snapshot;

    /// <summary>GET /snapshots/{id} [get-snapshot]; null when there is none.</summary>
    public async Task<VultrSnapshot?> FindSnapshotAsync(string id, CancellationToken token) =>
        (await http.FindAsync($"v2/snapshots/{Uri.EscapeDataString(id)}", Json.VultrSnapshotAnswer, token))?.Snapshot;

    /// <summary>GET /snapshots [list-snapshots], all pages.</summary>
    public IAsyncEnumerable<VultrSnapshot> SnapshotsAsync(CancellationToken token) =>
        PagesAsync($"v2/snapshots?per_page={PageSize}", Json.VultrSnapshots, p => (p.Snapshots, p.Meta), token);

    /// <summary>DELETE /snapshots/{id} [delete-snapshot].</summary>
    public Task DeleteSnapshotAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/snapshots/{Uri.EscapeDataString(id)}", null, token);

    /// <summary>GET /os [list-os], all pages.</summary>
    public IAsyncEnumerable<VultrOs> SystemsAsync(CancellationToken token) => PagesAsync($"v2/os?per_page={PageSize}", Json.VultrOsList, p => (p.Os, p.Meta), token);

    /// <summary>GET /iso [list-isos], all pages.</summary>
    public IAsyncEnumerable<VultrIso> IsosAsync(CancellationToken token) => PagesAsync($"v2/iso?per_page={PageSize}", Json.VultrIsos, p => (p.Isos, p.Meta), token);

    /// <summary>GET /plans [list-plans], all pages.</summary>
    public IAsyncEnumerable<VultrPlan> PlansAsync(CancellationToken token) => PagesAsync($"v2/plans?per_page={PageSize}", Json.VultrPlans, p => (p.Plans, p.Meta), token);

    /// <summary>GET /regions/{id}/availability [list-available-plans-region].</summary>
    public async Task<IReadOnlyList<string>> AvailableAsync(string region, CancellationToken token) =>
        (await http.GetAsync($"v2/regions/{Uri.EscapeDataString(region)}/availability", Json.VultrAvailability, token)).AvailablePlans;

    /// <summary>GET /ssh-keys [list-ssh-keys], all pages.</summary>
    public IAsyncEnumerable<VultrSshKey> SshKeysAsync(CancellationToken token) => PagesAsync($"v2/ssh-keys?per_page={PageSize}", Json.VultrSshKeys, p => (p.SshKeys, p.Meta), token);

    /// <summary>POST /ssh-keys [create-ssh-key].</summary>
    public async Task<VultrSshKey> AddSshKeyAsync(string name, string key, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "v2/ssh-keys", new VultrAddSshKey(name, key), Json.VultrAddSshKey, Json.VultrSshKeyAnswer, token)).SshKey;

    /// <summary>DELETE /ssh-keys/{id} [delete-ssh-key].</summary>
    public Task DeleteSshKeyAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/ssh-keys/{Uri.EscapeDataString(id)}", null, token);

    // "next" is a cursor, not an address; empty on the last page.
    private IAsyncEnumerable<T> PagesAsync<T, TPage>(
        string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TPage> type, Func<TPage, (IReadOnlyList<T> Items, VultrMeta? Meta)> read, CancellationToken token) =>
        Paging.ByCursorAsync<T>("Vultr", async (cursor, cancel) =>
        {
            var at = cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}";
            var (items, meta) = read(await http.GetAsync(at, type, cancel));
            return (items, meta?.Links?.Next);
        }, token);
}
