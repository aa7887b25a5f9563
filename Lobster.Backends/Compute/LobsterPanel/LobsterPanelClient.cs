using System.Globalization;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>One method for each call of the original's REST API (api.go), below <c>/api/</c>.</summary>
internal sealed class LobsterPanelClient(ProviderClient http)
{
    private static readonly LobsterPanelJson Json = LobsterPanelJson.Default;

    /// <summary>GET vms: the account's machines of all regions, newest first. There are no pages.</summary>
    public async Task<IReadOnlyList<LobsterPanelVm>> ListAsync(CancellationToken token) => (await http.GetAsync("vms", Json.LobsterPanelVms, token)).Vms ?? [];

    /// <summary>GET vms/ID; null when there is no such machine. It is answered with 201.</summary>
    public Task<LobsterPanelMachine?> FindAsync(string id, CancellationToken token) => http.FindAsync($"vms/{id}", Json.LobsterPanelMachine, token);

    /// <summary>POST vms; the new machine's id.</summary>
    public async Task<string> CreateAsync(LobsterPanelCreate vm, CancellationToken token) =>
        Text(await http.SendAsync(HttpMethod.Post, "vms", vm, Json.LobsterPanelCreate, Json.LobsterPanelMade, token));

    /// <summary>DELETE vms/ID.</summary>
    public Task DeleteAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"vms/{id}", null, token);

    /// <summary>POST vms/ID/action: start, stop, reboot, rename, or one of the machine's own.</summary>
    public Task ActAsync(string id, string action, string value, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"vms/{id}/action", new(action, value), Json.LobsterPanelAct, token);

    /// <summary>POST vms/ID/action vnc: a page with the screen.</summary>
    public async Task<string> ScreenAsync(string id, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, $"vms/{id}/action", new("vnc", ""), Json.LobsterPanelAct, Json.LobsterPanelScreen, token)).Url;

    /// <summary>POST vms/ID/action snapshot; the new image's id.</summary>
    public async Task<string> SnapshotAsync(string id, string name, CancellationToken token) =>
        Text(await http.SendAsync(HttpMethod.Post, $"vms/{id}/action", new("snapshot", name), Json.LobsterPanelAct, Json.LobsterPanelMade, token));

    /// <summary>POST vms/ID/reimage.</summary>
    public Task ReimageAsync(string id, long image, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"vms/{id}/reimage", new(image), Json.LobsterPanelReimage, token);

    /// <summary>POST vms/ID/resize.</summary>
    public Task ResizeAsync(string id, long plan, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"vms/{id}/resize", new(plan), Json.LobsterPanelResize, token);

    /// <summary>GET vms/ID/ips.</summary>
    public async Task<IReadOnlyList<LobsterPanelAddress>> AddressesAsync(string id, CancellationToken token) =>
        (await http.GetAsync($"vms/{id}/ips", Json.LobsterPanelAddresses, token)).Addresses ?? [];

    /// <summary>POST vms/ID/ips/add, without a body. Which address it is the answer does not tell.</summary>
    public Task AddAddressAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Post, $"vms/{id}/ips/add", new ByteArrayContent([]), token);

    /// <summary>POST vms/ID/ips/remove.</summary>
    public Task RemoveAddressAsync(string id, string address, string inner, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"vms/{id}/ips/remove", new(address, inner), Json.LobsterPanelRemoveAddress, token);

    /// <summary>POST vms/ID/ips/IP/rdns; an empty name resets it.</summary>
    public Task SetNameAsync(string id, string address, string hostName, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"vms/{id}/ips/{address}/rdns", new(hostName), Json.LobsterPanelName, token);

    /// <summary>GET images: public and own ones of all regions.</summary>
    public async Task<IReadOnlyList<LobsterPanelImage>> ImagesAsync(CancellationToken token) => (await http.GetAsync("images", Json.LobsterPanelImages, token)).Images ?? [];

    /// <summary>GET images/ID: an own image; null for another's, a public one too.</summary>
    public Task<LobsterPanelOwnImage?> FindImageAsync(string id, CancellationToken token) => http.FindAsync($"images/{id}", Json.LobsterPanelOwnImage, token);

    /// <summary>POST images; the new image's id.</summary>
    public async Task<string> FetchAsync(LobsterPanelFetch image, CancellationToken token) =>
        Text(await http.SendAsync(HttpMethod.Post, "images", image, Json.LobsterPanelFetch, Json.LobsterPanelMade, token));

    /// <summary>DELETE images/ID.</summary>
    public Task DeleteImageAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"images/{id}", null, token);

    /// <summary>GET plans: those of all regions, disabled ones too.</summary>
    public async Task<IReadOnlyList<LobsterPanelPlan>> PlansAsync(CancellationToken token) => (await http.GetAsync("plans", Json.LobsterPanelPlans, token)).Plans ?? [];

    /// <summary>GET keys.</summary>
    public async Task<IReadOnlyList<LobsterPanelKey>> KeysAsync(CancellationToken token) => (await http.GetAsync("keys", Json.LobsterPanelKeys, token)).Keys ?? [];

    /// <summary>POST keys; the key's id.</summary>
    public async Task<long> AddKeyAsync(string name, string key, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "keys", new(name, key), Json.LobsterPanelNewKey, Json.LobsterPanelMade, token)).Id;

    /// <summary>DELETE keys/ID, which succeeds also when there is none.</summary>
    public Task RemoveKeyAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"keys/{id}"), null, token);

    private static string Text(LobsterPanelMade made) => made.Id.ToString(CultureInfo.InvariantCulture);
}
