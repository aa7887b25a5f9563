using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>
/// One method for each call of Luna Node's dynamic API: <c>POST /api/{category}/{action}/</c>, questions too. Each names its section of
/// https://www.lunanode.com/api/overview.
/// </summary>
internal sealed class LunaNodeClient(ProviderClient http)
{
    private static readonly LunaNodeJson Json = LunaNodeJson.Default;

    /// <summary>vm/list: the machines of all regions, without their states. There are no pages.</summary>
    public async Task<IReadOnlyList<LunaNodeVm>> ListAsync(CancellationToken token) => (await AskAsync("vm/list/", Json.LunaNodeVms, token)).Vms;

    /// <summary>vm/info; null when there is no such machine.</summary>
    public Task<LunaNodeMachine?> FindAsync(string id, CancellationToken token) => FindAsync("vm/info/", Json.LunaNodeMachine, token, ("vm_id", id));

    /// <summary>vm/create; the new machine's id.</summary>
    public async Task<string> CreateAsync(LunaNodeCreate vm, CancellationToken token) => (await ChangeAsync(
        "vm/create/", Json.LunaNodeMadeVm, token, ("hostname", vm.Hostname), ("region", vm.Region), ("plan_id", vm.PlanId), ("image_id", vm.ImageId), ("key_id", Ids(vm.Keys)),
        ("scripts", Ids(vm.Scripts)), ("securitygroups", vm.Plan.SecurityGroups), ("net_id", vm.Plan.Network), ("set_password", vm.SetPassword ? "yes" : null),
        ("affinity_group", vm.Plan.AffinityGroup))).VmId;

    /// <summary>vm/delete.</summary>
    public Task DeleteAsync(string id, CancellationToken token) => ChangeAsync("vm/delete/", token, ("vm_id", id));

    /// <summary>vm/start, vm/stop, vm/reboot.</summary>
    public Task PowerAsync(string id, string verb, CancellationToken token) => ChangeAsync($"vm/{verb}/", token, ("vm_id", id));

    /// <summary>vm/reimage.</summary>
    public Task ReimageAsync(string id, string image, CancellationToken token) => ChangeAsync("vm/reimage/", token, ("vm_id", id), ("image_id", image));

    /// <summary>vm/resize.</summary>
    public Task ResizeAsync(string id, string plan, CancellationToken token) => ChangeAsync("vm/resize/", token, ("vm_id", id), ("plan_id", plan));

    /// <summary>vm/vnc: a page that opens the screen once. Asking twice makes two, and changes nothing.</summary>
    public async Task<string> ScreenAsync(string id, CancellationToken token) => (await AskAsync("vm/vnc/", Json.LunaNodeScreen, token, ("vm_id", id))).VncUrl;

    /// <summary>vm/snapshot; the new image's id.</summary>
    public async Task<string> SnapshotAsync(string id, string name, CancellationToken token) =>
        (await ChangeAsync("vm/snapshot/", Json.LunaNodeMadeImage, token, ("vm_id", id), ("name", name))).ImageId;

    /// <summary>vm/floatingip-add: one more public address.</summary>
    public Task AddPublicAsync(string id, CancellationToken token) => ChangeAsync("vm/floatingip-add/", token, ("vm_id", id));

    /// <summary>vm/floatingip-delete: takes a public address away and gives it back.</summary>
    public Task RemovePublicAsync(string id, string address, CancellationToken token) => ChangeAsync("vm/floatingip-delete/", token, ("vm_id", id), ("ip", address));

    /// <summary>vm/ip-add: one more private address.</summary>
    public Task AddPrivateAsync(string id, CancellationToken token) => ChangeAsync("vm/ip-add/", token, ("vm_id", id));

    /// <summary>vm/ip-delete: takes a private address away.</summary>
    public Task RemovePrivateAsync(string id, string address, CancellationToken token) => ChangeAsync("vm/ip-delete/", token, ("vm_id", id), ("ip", address));

    /// <summary>floating/list: all public addresses of the account with their names.</summary>
    public async Task<IReadOnlyList<LunaNodeFloating>> FloatingsAsync(CancellationToken token) => (await AskAsync("floating/list/", Json.LunaNodeFloatings, token)).Ips;

    /// <summary>dns/set: the reverse name of a public address.</summary>
    public Task SetReverseAsync(string address, string hostName, CancellationToken token) => ChangeAsync("dns/set/", token, ("ip", address), ("hostname", hostName));

    /// <summary>image/list: public and own images of a region.</summary>
    public async Task<IReadOnlyList<LunaNodeImage>> ImagesAsync(string region, CancellationToken token) =>
        (await AskAsync("image/list/", Json.LunaNodeImages, token, ("region", region))).Images;

    /// <summary>image/details; null when there is no such image.</summary>
    public async Task<LunaNodeImageDetails?> FindImageAsync(string id, CancellationToken token) =>
        (await FindAsync("image/details/", Json.LunaNodeImageAnswer, token, ("image_id", id)))?.Details;

    /// <summary>image/fetch; the new image's id.</summary>
    public async Task<string> FetchAsync(string region, string name, Uri source, string format, CancellationToken token) => (await ChangeAsync(
        "image/fetch/", Json.LunaNodeMadeImage, token, ("region", region), ("name", name), ("location", source.AbsoluteUri), ("format", format), ("virtio", "yes"))).ImageId;

    /// <summary>image/delete.</summary>
    public Task DeleteImageAsync(string id, CancellationToken token) => ChangeAsync("image/delete/", token, ("image_id", id));

    /// <summary>plan/list.</summary>
    public async Task<IReadOnlyList<LunaNodePlan>> PlansAsync(CancellationToken token) => (await AskAsync("plan/list/", Json.LunaNodePlans, token)).Plans;

    /// <summary>region/list: name to description.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RegionsAsync(CancellationToken token) => (await AskAsync("region/list/", Json.LunaNodeRegions, token)).Regions;

    /// <summary>sshkey/add; the key's id.</summary>
    public async Task<string> AddKeyAsync(string label, string key, CancellationToken token) =>
        (await ChangeAsync("sshkey/add/", Json.LunaNodeMadeKey, token, ("label", label), ("sshkey", key))).KeyId;

    /// <summary>sshkey/list.</summary>
    public async Task<IReadOnlyList<LunaNodePart>> KeysAsync(CancellationToken token) => (await AskAsync("sshkey/list/", Json.LunaNodeKeys, token)).Keys;

    /// <summary>sshkey/remove.</summary>
    public Task RemoveKeyAsync(string id, CancellationToken token) => ChangeAsync("sshkey/remove/", token, ("key_id", id));

    /// <summary>script/create; the script's id.</summary>
    public async Task<string> AddScriptAsync(string name, string content, CancellationToken token) =>
        (await ChangeAsync("script/create/", Json.LunaNodeMadeScript, token, ("name", name), ("content", content))).ScriptId;

    /// <summary>script/list.</summary>
    public async Task<IReadOnlyList<LunaNodePart>> ScriptsAsync(CancellationToken token) => (await AskAsync("script/list/", Json.LunaNodeScripts, token)).Scripts;

    /// <summary>script/delete.</summary>
    public Task RemoveScriptAsync(string id, CancellationToken token) => ChangeAsync("script/delete/", token, ("script_id", id));

    private Task<T> AskAsync<T>(string handler, JsonTypeInfo<T> type, CancellationToken token, params ReadOnlySpan<(string Name, string? Value)> parameters) =>
        http.AskAsync(Path(handler), Call(handler, parameters), type, token);

    private Task<T?> FindAsync<T>(string handler, JsonTypeInfo<T> type, CancellationToken token, params ReadOnlySpan<(string Name, string? Value)> parameters)
        where T : class => ProviderClient.NullIfMissingAsync(AskAsync(handler, type, token, parameters));

    private Task<HttpAnswer> ChangeAsync(string handler, CancellationToken token, params ReadOnlySpan<(string Name, string? Value)> parameters) =>
        http.SendAsync(HttpMethod.Post, Path(handler), Call(handler, parameters), token);

    private async Task<T> ChangeAsync<T>(string handler, JsonTypeInfo<T> type, CancellationToken token, params (string Name, string? Value)[] parameters) =>
        http.Parse(await http.SendAsync(HttpMethod.Post, Path(handler), Call(handler, parameters), token), type);

    private static string Path(string handler) => $"api/{handler}";

    private static string? Ids(IReadOnlyList<string> ids) => ids.Count > 0 ? string.Join(',', ids) : null;

    private static LunaNodeCall Call(string handler, ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var sent = new List<(string Name, string Value)>(parameters.Length);
        foreach (var (name, value) in parameters)
            if (value is not null) sent.Add((name, value));
        return new LunaNodeCall(handler, sent);
    }
}
