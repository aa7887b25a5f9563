using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// One method for each call of Proxmox VE's API (https://pve.proxmox.com/pve-docs/api-viewer/). Changes carry forms of known length, and deletions no body at
/// all: the server refuses chunks and bodies of deletions. Most changes answer with the id of a task.
/// </summary>
internal sealed class ProxmoxClient(ProviderClient http)
{
    private static readonly ProxmoxJson Json = ProxmoxJson.Default;
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>GET /version.</summary>
    public async Task<ProxmoxVersion> VersionAsync(CancellationToken token) => (await http.GetAsync("version", Json.ProxmoxVersionAnswer, token)).Data;

    /// <summary>GET /cluster/resources: every guest of the cluster in one answer. States and counters are up to ten seconds old, the rest is of now.</summary>
    public async Task<IReadOnlyList<ProxmoxResource>> ResourcesAsync(CancellationToken token) => (await http.GetAsync("cluster/resources?type=vm", Json.ProxmoxResources, token)).Data;

    /// <summary>GET /cluster/tasks: those that run and those of late.</summary>
    public async Task<IReadOnlyList<ProxmoxRunningTask>> TasksAsync(CancellationToken token) => (await http.GetAsync("cluster/tasks", Json.ProxmoxRunningTasks, token)).Data;

    /// <summary>GET /nodes.</summary>
    public async Task<IReadOnlyList<ProxmoxNode>> NodesAsync(CancellationToken token) => (await http.GetAsync("nodes", Json.ProxmoxNodes, token)).Data;

    /// <summary>POST /nodes/{node}/qemu. The fields hold <c>vmid</c>.</summary>
    public Task<string?> CreateAsync(string node, IReadOnlyDictionary<string, string> fields, CancellationToken token) => SendAsync(HttpMethod.Post, $"{Node(node)}/qemu", fields, token);

    /// <summary>DELETE /nodes/{node}/qemu/{vmid}, with all its disks and all that refers to it. It must be off.</summary>
    public Task<string?> DestroyAsync(ProxmoxPlace at, CancellationToken token) => DeleteAsync(at.Path() + "?purge=1&destroy-unreferenced-disks=1", token);

    /// <summary>GET /nodes/{node}/qemu/{vmid}/config, with what is to come at the next start.</summary>
    public async Task<ProxmoxConfig> ConfigAsync(ProxmoxPlace at, CancellationToken token) => new((await http.GetAsync(at.Path("config"), Json.ProxmoxConfigAnswer, token)).Data);

    /// <summary>PUT /nodes/{node}/qemu/{vmid}/config: done when it answers.</summary>
    public Task SetAsync(ProxmoxPlace at, IReadOnlyDictionary<string, string> fields, CancellationToken token) => SendAsync(HttpMethod.Put, at.Path("config"), fields, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/config: as a task, for what takes time.</summary>
    public Task<string?> ChangeAsync(ProxmoxPlace at, IReadOnlyDictionary<string, string> fields, CancellationToken token) => SendAsync(HttpMethod.Post, at.Path("config"), fields, token);

    /// <summary>GET /nodes/{node}/qemu/{vmid}/status/current.</summary>
    public async Task<ProxmoxStatus> StatusAsync(ProxmoxPlace at, CancellationToken token) => (await http.GetAsync(at.Path("status/current"), Json.ProxmoxStatusAnswer, token)).Data;

    /// <summary>POST /nodes/{node}/qemu/{vmid}/status/start.</summary>
    public Task<string?> StartAsync(ProxmoxPlace at, CancellationToken token) => PowerAsync(at, "start", Nothing, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/status/stop: pulls the plug.</summary>
    public Task<string?> StopAsync(ProxmoxPlace at, CancellationToken token) => PowerAsync(at, "stop", Nothing, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/status/shutdown: asks the guest, and pulls the plug when it has not obeyed in time.</summary>
    public Task<string?> ShutdownAsync(ProxmoxPlace at, TimeSpan patience, CancellationToken token) =>
        PowerAsync(at, "shutdown", new Dictionary<string, string> { ["timeout"] = $"{(int)patience.TotalSeconds}", ["forceStop"] = "1" }, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/status/reboot: asks the guest.</summary>
    public Task<string?> RebootAsync(ProxmoxPlace at, TimeSpan patience, CancellationToken token) =>
        PowerAsync(at, "reboot", new Dictionary<string, string> { ["timeout"] = $"{(int)patience.TotalSeconds}" }, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/status/reset: presses reset.</summary>
    public Task<string?> ResetAsync(ProxmoxPlace at, CancellationToken token) => PowerAsync(at, "reset", Nothing, token);

    /// <summary>POST /nodes/{node}/qemu/{vmid}/vncproxy, for a WebSocket. The password is one of its own where the release makes one.</summary>
    public async Task<ProxmoxVnc> VncAsync(ProxmoxPlace at, CancellationToken token)
    {
        using var form = new FormUrlEncodedContent([new("websocket", "1"), new("generate-password", "1")]);
        return http.Parse(await http.SendAsync(HttpMethod.Post, at.Path("vncproxy"), form, token), Json.ProxmoxVncAnswer).Data;
    }

    /// <summary>POST /nodes/{node}/qemu/{vmid}/termproxy, for the serial port of this key.</summary>
    public async Task<ProxmoxTerm> TermAsync(ProxmoxPlace at, string serial, CancellationToken token)
    {
        using var form = new FormUrlEncodedContent([new("serial", serial)]);
        return http.Parse(await http.SendAsync(HttpMethod.Post, at.Path("termproxy"), form, token), Json.ProxmoxTermAnswer).Data;
    }

    /// <summary>POST /nodes/{node}/qemu/{vmid}/template: a stopped machine becomes a template, for good.</summary>
    public Task<string?> MakeTemplateAsync(ProxmoxPlace at, CancellationToken token) => SendAsync(HttpMethod.Post, at.Path("template"), Nothing, token);

    /// <summary>PUT /nodes/{node}/qemu/{vmid}/resize. Answers nothing up to 7.x and a task later.</summary>
    public Task<string?> GrowAsync(ProxmoxPlace at, string disk, int gb, CancellationToken token) =>
        SendAsync(HttpMethod.Put, at.Path("resize"), new Dictionary<string, string> { ["disk"] = disk, ["size"] = $"{gb}G" }, token);

    /// <summary>PUT /nodes/{node}/qemu/{vmid}/cloudinit: writes the cloud-init drive anew.</summary>
    public Task RenewCloudInitAsync(ProxmoxPlace at, CancellationToken token) => SendAsync(HttpMethod.Put, at.Path("cloudinit"), Nothing, token);

    /// <summary>GET /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces. Fails where the guest has no agent or it does not answer.</summary>
    public async Task<IReadOnlyList<ProxmoxInterface>> InterfacesAsync(ProxmoxPlace at, CancellationToken token) =>
        (await http.GetAsync(at.Path("agent/network-get-interfaces"), Json.ProxmoxAgentAnswer, token)).Data.Result;

    /// <summary>GET /nodes/{node}/tasks/{upid}/status. The task's id names the node that knows of it.</summary>
    public async Task<ProxmoxTaskStatus> TaskAsync(string upid, CancellationToken token) => upid.Split(':') is ["UPID", { Length: > 0 } node, ..]
        ? (await http.GetAsync($"{Node(node)}/tasks/{Uri.EscapeDataString(upid)}/status", Json.ProxmoxTaskAnswer, token)).Data
        : throw new BackendException(BackendErrorKind.NotFound, "Proxmox VE has no such task.");

    /// <summary>GET /nodes/{node}/storage.</summary>
    public async Task<IReadOnlyList<ProxmoxStorage>> StoragesAsync(string node, CancellationToken token) => (await http.GetAsync($"{Node(node)}/storage", Json.ProxmoxStorages, token)).Data;

    /// <summary>GET /nodes/{node}/storage/{storage}/content.</summary>
    /// <param name="node">The node.</param>
    /// <param name="storage">The storage.</param>
    /// <param name="content"><c>iso</c> or <c>import</c>.</param>
    /// <param name="token">Ours.</param>
    public async Task<IReadOnlyList<ProxmoxVolume>> ContentAsync(string node, string storage, string content, CancellationToken token) =>
        (await http.GetAsync($"{Storage(node, storage)}/content?content={content}", Json.ProxmoxVolumes, token)).Data;

    /// <summary>DELETE /nodes/{node}/storage/{storage}/content/{volume}.</summary>
    public Task<string?> DeleteVolumeAsync(string node, string storage, string volume, CancellationToken token) =>
        DeleteAsync($"{Storage(node, storage)}/content/{Uri.EscapeDataString(volume)}", token);

    /// <summary>POST /nodes/{node}/storage/{storage}/download-url: the node fetches a file.</summary>
    public Task<string?> DownloadAsync(string node, string storage, IReadOnlyDictionary<string, string> fields, CancellationToken token) =>
        SendAsync(HttpMethod.Post, $"{Storage(node, storage)}/download-url", fields, token);

    private static string Node(string node) => $"nodes/{Uri.EscapeDataString(node)}";

    private static string Storage(string node, string storage) => $"{Node(node)}/storage/{Uri.EscapeDataString(storage)}";

    private Task<string?> PowerAsync(ProxmoxPlace at, string verb, IReadOnlyDictionary<string, string> fields, CancellationToken token) =>
        SendAsync(HttpMethod.Post, at.Path($"status/{verb}"), fields, token);

    private async Task<string?> SendAsync(HttpMethod method, string path, IReadOnlyDictionary<string, string> fields, CancellationToken token)
    {
        using var form = new FormUrlEncodedContent(fields);
        return http.Parse(await http.SendAsync(method, path, form, token), Json.ProxmoxUpid).Data;
    }

    private async Task<string?> DeleteAsync(string path, CancellationToken token) =>
        http.Parse(await http.SendAsync(HttpMethod.Delete, path, null, token), Json.ProxmoxUpid).Data;
}
