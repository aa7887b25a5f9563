using System.Text.Json.Nodes;
using Lobster.Backends.Http;
using Json = Lobster.Backends.Compute.OpenStack.OpenStackJson;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Nova (https://docs.openstack.org/api-ref/compute/): one method per call.</summary>
internal sealed class OpenStackCompute(OpenStackHttp http, int pageSize)
{
    /// <summary>GET /servers/detail, all pages.</summary>
    public IAsyncEnumerable<OpenStackServer> ListAsync(CancellationToken token) => ServersAsync("", token);

    /// <summary>GET /servers/detail?tags=…, all pages.</summary>
    public IAsyncEnumerable<OpenStackServer> TaggedAsync(string tag, CancellationToken token) => ServersAsync($"&tags={tag}", token);

    /// <summary>GET /servers/{id}; null when there is none.</summary>
    public async Task<OpenStackServer?> FindAsync(string id, CancellationToken token) =>
        (await http.FindAsync(Server(id, "", token), Json.Default.OpenStackServerAnswer, token))?.Server;

    /// <summary>POST /servers.</summary>
    public async Task<OpenStackMade> CreateAsync(OpenStackCreate body, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, http.ComputeAsync("servers", token), new OpenStackCreateRequest(body), Json.Default.OpenStackCreateRequest, Json.Default.OpenStackMadeAnswer, token)).Server;

    /// <summary>DELETE /servers/{id}.</summary>
    public Task DeleteAsync(string id, CancellationToken token) => http.DeleteAsync(Server(id, "", token), token);

    /// <summary>PUT /servers/{id}.</summary>
    public Task RenameAsync(string id, string name, CancellationToken token) =>
        http.SendAsync(HttpMethod.Put, Server(id, "", token), new OpenStackRename(new OpenStackNamed(name)), Json.Default.OpenStackRename, token);

    /// <summary>POST /servers/{id}/action with the answer that this action has.</summary>
    /// <param name="id">The server.</param>
    /// <param name="action">Its name, such as <c>os-start</c>.</param>
    /// <param name="input">What belongs to it; null for nothing.</param>
    /// <param name="token">Ours.</param>
    public Task<HttpAnswer> ActAsync(string id, string action, JsonNode? input, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, Server(id, "/action", token), new JsonObject { [action] = input }, Json.Default.JsonObject, token);

    /// <summary>POST /servers/{id}/action createImage; the image's id.</summary>
    public async Task<string> SnapshotAsync(string id, string name, JsonObject properties, CancellationToken token) =>
        http.Parse(await ActAsync(id, "createImage", new JsonObject { ["name"] = name, ["metadata"] = properties }, token), Json.Default.OpenStackSnapshotAnswer).ImageId;

    /// <summary>POST /servers/{id}/action rebuild; a password that Nova made up.</summary>
    public async Task<string?> RebuildAsync(string id, string image, CancellationToken token) =>
        http.Parse(await ActAsync(id, "rebuild", new JsonObject { ["imageRef"] = image }, token), Json.Default.OpenStackMadeAnswer).Server.AdminPass;

    /// <summary>POST /servers/{id}/action rescue; a password that Nova made up.</summary>
    public async Task<string?> RescueAsync(string id, CancellationToken token) =>
        http.Parse(await ActAsync(id, "rescue", new JsonObject(), token), Json.Default.OpenStackRescued).AdminPass;

    /// <summary>POST /servers/{id}/action os-getConsoleOutput: the last lines.</summary>
    public async Task<string> OutputAsync(string id, int lines, CancellationToken token) =>
        http.Parse(await ActAsync(id, "os-getConsoleOutput", new JsonObject { ["length"] = lines }, token), Json.Default.OpenStackOutput).Output;

    /// <summary>POST /servers/{id}/remote-consoles: an address that opens a console of this kind. A secret.</summary>
    public async Task<string> ConsoleAsync(string id, OpenStackConsoleKind kind, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, Server(id, "/remote-consoles", token), new OpenStackConsoleRequest(kind), Json.Default.OpenStackConsoleRequest,
        Json.Default.OpenStackConsoleAnswer, token)).RemoteConsole.Url;

    /// <summary>GET /servers/{id}/diagnostics; null when there is no such server.</summary>
    public Task<OpenStackDiagnostics?> DiagnosticsAsync(string id, CancellationToken token) =>
        http.FindAsync(Server(id, "/diagnostics", token), Json.Default.OpenStackDiagnostics, token);

    /// <summary>POST /servers/{id}/os-interface: a further port in a network, or in the first of the machine; the port's id.</summary>
    public async Task<string?> AttachAsync(string id, string? network, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, Server(id, "/os-interface", token), new OpenStackAttachRequest(new OpenStackAttach(network)), Json.Default.OpenStackAttachRequest,
        Json.Default.OpenStackAttachAnswer, token)).InterfaceAttachment.PortId;

    /// <summary>DELETE /servers/{id}/os-interface/{port}.</summary>
    public Task DetachAsync(string id, string port, CancellationToken token) => http.DeleteAsync(Server(id, $"/os-interface/{port}", token), token);

    /// <summary>GET /flavors/detail, all pages.</summary>
    public IAsyncEnumerable<OpenStackFlavor> FlavorsAsync(CancellationToken token) => Paging.ByCursorAsync<OpenStackFlavor>("OpenStack", async (marker, cancel) =>
    {
        var page = await http.GetAsync(http.ComputeAsync($"flavors/detail?limit=1000{After(marker)}", cancel), Json.Default.OpenStackFlavors, cancel);
        return (page.Flavors, Next(page.FlavorsLinks, page.Flavors, f => f.Id));
    }, token);

    /// <summary>POST /os-keypairs.</summary>
    public Task AddKeyAsync(string name, string publicKey, CancellationToken token) => http.SendAsync(
        HttpMethod.Post, http.ComputeAsync("os-keypairs", token), new OpenStackKeypairRequest(new OpenStackKeypair(name, publicKey)), Json.Default.OpenStackKeypairRequest, token);

    /// <summary>DELETE /os-keypairs/{name}.</summary>
    public Task DeleteKeyAsync(string name, CancellationToken token) => http.DeleteAsync(http.ComputeAsync($"os-keypairs/{name}", token), token);

    /// <summary>GET /limits.</summary>
    public async Task<OpenStackAbsolute> LimitsAsync(CancellationToken token) =>
        (await http.GetAsync(http.ComputeAsync("limits", token), Json.Default.OpenStackLimitsAnswer, token)).Limits.Absolute;

    private Task<string> Server(string id, string path, CancellationToken token) => http.ComputeAsync($"servers/{Uri.EscapeDataString(id)}{path}", token);

    // The link to the next page is not followed: behind a proxy it may name a host that only the cloud knows. A server told twice is one that moved between two pages.
    private IAsyncEnumerable<OpenStackServer> ServersAsync(string filter, CancellationToken token) => Paging.ByCursorAsync<OpenStackServer>("OpenStack", async (marker, cancel) =>
    {
        var page = await http.GetAsync(http.ComputeAsync($"servers/detail?limit={pageSize}{filter}{After(marker)}", cancel), Json.Default.OpenStackServers, cancel);
        return (page.Servers, NextAfterBuilding(page.Servers) ?? Next(page.ServersLinks, page.Servers, s => s.Id));
    }, token).DistinctBy(s => s.Id);

    // Nova counts a server that is being built twice against the limit while it passes from the queue of requests into its cell: the page is then short and names
    // no next one although there is more. So behind such a page we look once more; the last page is empty, or one on which nothing is being built.
    private static string? NextAfterBuilding(IReadOnlyList<OpenStackServer> page) =>
        page.Any(s => s.Status == OpenStackStates.Building) ? page[^1].Id : null;

    private static string After(string? marker) => marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}";

    private static string? Next<T>(IReadOnlyList<OpenStackLink>? links, IReadOnlyList<T> page, Func<T, string> id) =>
        page.Count > 0 && links?.Any(l => l.Rel == "next") == true ? id(page[^1]) : null;
}
