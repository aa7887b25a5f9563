using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>
/// One method for each call of a SolusVM 2 master's API v1 (https://docs.solusvm.com/en/solusvm2), as its maker's own Go client and WHMCS module make them. Ids are numbers, so nothing else
/// gets into a path. How many items a page has is the master's affair.
/// </summary>
internal sealed class SolusVm2Client(ProviderClient http)
{
    private static readonly SolusVm2Json Json = SolusVm2Json.Default;

    /// <summary>GET servers, all pages.</summary>
    public IAsyncEnumerable<SolusVm2Server> ListAsync(CancellationToken token) => PagesAsync("servers", Json.Servers, s => s.Id, token);

    /// <summary>GET servers/{id}; null when there is none.</summary>
    public async Task<SolusVm2Server?> FindAsync(long id, CancellationToken token) => (await http.FindAsync($"servers/{id}", Json.Server, token))?.Data;

    /// <summary>POST servers.</summary>
    public async Task<SolusVm2Server> CreateAsync(SolusVm2Create body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "servers", body, Json.SolusVm2Create, Json.Server, token)).Data;

    /// <summary>PATCH servers/{id} with its name and, where it has one, its domain name.</summary>
    public Task RenameAsync(long id, SolusVm2Rename body, CancellationToken token) => http.SendAsync(HttpMethod.Patch, $"servers/{id}", body, Json.SolusVm2Rename, token);

    /// <summary>DELETE servers/{id}.</summary>
    public async Task<SolusVm2Job> DeleteAsync(long id, CancellationToken token) => Job(await http.SendAsync(HttpMethod.Delete, $"servers/{id}", null, token));

    /// <summary>POST servers/{id}/start.</summary>
    public Task<SolusVm2Job> StartAsync(long id, CancellationToken token) => PowerAsync(id, "start", isForced: false, token);

    /// <summary>POST servers/{id}/stop: asks the guest, or cuts its power.</summary>
    public Task<SolusVm2Job> StopAsync(long id, bool isForced, CancellationToken token) => PowerAsync(id, "stop", isForced, token);

    /// <summary>POST servers/{id}/restart: asks the guest, or presses reset.</summary>
    public Task<SolusVm2Job> RestartAsync(long id, bool isForced, CancellationToken token) => PowerAsync(id, "restart", isForced, token);

    /// <summary>POST servers/{id}/reinstall.</summary>
    public Task<SolusVm2Job> ReinstallAsync(long id, SolusVm2Reinstall body, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"servers/{id}/reinstall", body, Json.SolusVm2Reinstall, token);

    /// <summary>POST servers/{id}/resize, at once: <c>delayed</c> is not sent.</summary>
    public Task<SolusVm2Job> ResizeAsync(long id, SolusVm2Resize body, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"servers/{id}/resize", body, Json.SolusVm2Resize, token);

    /// <summary>POST servers/{id}/vnc_up. Its answer alone is not wrapped.</summary>
    public async Task<SolusVm2Screen> ScreenAsync(long id, CancellationToken token) =>
        http.Parse(await http.SendAsync(HttpMethod.Post, $"servers/{id}/vnc_up", null, token), Json.SolusVm2Screen);

    /// <summary>POST servers/{id}/ips: one more.</summary>
    public Task<SolusVm2Job> AddIpAsync(long id, CancellationToken token) => ChangeAsync(HttpMethod.Post, $"servers/{id}/ips", new SolusVm2AddIps(1), Json.SolusVm2AddIps, token);

    /// <summary>DELETE servers/{id}/ips, with a body.</summary>
    public Task<SolusVm2Job> RemoveIpAsync(long id, long ip, CancellationToken token) =>
        ChangeAsync(HttpMethod.Delete, $"servers/{id}/ips", new SolusVm2RemoveIps([ip]), Json.SolusVm2RemoveIps, token);

    /// <summary>GET tasks/{id}.</summary>
    public async Task<SolusVm2Job> JobAsync(long id, CancellationToken token) => (await http.GetAsync($"tasks/{id}", Json.Job, token)).Data;

    /// <summary>GET plans, all pages.</summary>
    public IAsyncEnumerable<SolusVm2Plan> PlansAsync(CancellationToken token) => PagesAsync("plans", Json.Plans, p => p.Id, token);

    /// <summary>GET os_images, all pages.</summary>
    public IAsyncEnumerable<SolusVm2OsImage> ImagesAsync(CancellationToken token) => PagesAsync("os_images", Json.OsImages, i => i.Id, token);

    /// <summary>GET os_images/{id}; null when there is none.</summary>
    public async Task<SolusVm2OsImage?> FindImageAsync(long id, CancellationToken token) => (await http.FindAsync($"os_images/{id}", Json.OsImage, token))?.Data;

    /// <summary>POST os_images: a name without a version yet.</summary>
    public async Task<SolusVm2OsImage> AddImageAsync(SolusVm2AddImage body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "os_images", body, Json.SolusVm2AddImage, Json.OsImage, token)).Data;

    /// <summary>POST os_images/{id}/versions.</summary>
    public async Task<SolusVm2OsVersion> AddVersionAsync(long image, SolusVm2AddVersion body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, $"os_images/{image}/versions", body, Json.SolusVm2AddVersion, Json.OsVersion, token)).Data;

    /// <summary>DELETE os_images/{id}, with its versions.</summary>
    public Task DeleteImageAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"os_images/{id}", null, token);

    /// <summary>GET locations, all pages.</summary>
    public IAsyncEnumerable<SolusVm2Named> LocationsAsync(CancellationToken token) => PagesAsync("locations", Json.Names, l => l.Id, token);

    /// <summary>GET projects, all pages.</summary>
    public IAsyncEnumerable<SolusVm2Named> ProjectsAsync(CancellationToken token) => PagesAsync("projects", Json.Names, p => p.Id, token);

    /// <summary>GET ssh_keys, all pages.</summary>
    public IAsyncEnumerable<SolusVm2SshKey> KeysAsync(CancellationToken token) => PagesAsync("ssh_keys", Json.SshKeys, k => k.Id, token);

    /// <summary>POST ssh_keys.</summary>
    public async Task<SolusVm2SshKey> AddKeyAsync(SolusVm2AddSshKey body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "ssh_keys", body, Json.SolusVm2AddSshKey, Json.SshKey, token)).Data;

    /// <summary>DELETE ssh_keys/{id}.</summary>
    public Task DeleteKeyAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"ssh_keys/{id}", null, token);

    private async Task<SolusVm2Job> PowerAsync(long id, string verb, bool isForced, CancellationToken token)
    {
        var path = $"servers/{id}/{verb}";
        return isForced
            ? await ChangeAsync(HttpMethod.Post, path, new SolusVm2Force(true), Json.SolusVm2Force, token)
            : Job(await http.SendAsync(HttpMethod.Post, path, null, token));
    }

    private async Task<SolusVm2Job> ChangeAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken token) =>
        (await http.SendAsync(method, path, body, type, Json.Job, token)).Data;

    private SolusVm2Job Job(HttpAnswer answer) => http.Parse(answer, Json.Job).Data;

    private IAsyncEnumerable<T> PagesAsync<T>(string path, JsonTypeInfo<SolusVm2Page<T>> type, Func<T, long?> id, CancellationToken token) =>
        Paging.ByNumberAsync("SolusVM", async (number, cancel) =>
        {
            var page = await http.GetAsync($"{path}?page={number}", type, cancel);
            return (page.Data, page.Meta.LastPage);
        }, item => $"{id(item)}", token);
}
