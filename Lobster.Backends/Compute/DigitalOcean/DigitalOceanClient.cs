using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// One method for each call of DigitalOcean's API v2, named by its operation at https://docs.digitalocean.com/reference/api/. Ids that are numbers there are
/// numbers here, so nothing else gets into a path.
/// </summary>
internal sealed class DigitalOceanClient(ProviderClient http)
{
    // The most that the API gives at once.
    private const int PageSize = 200;
    private static readonly DigitalOceanJson Json = DigitalOceanJson.Default;

    /// <summary>GET /v2/account [account_get].</summary>
    public async Task<DigitalOceanAccount> AccountAsync(CancellationToken token) => (await http.GetAsync("v2/account", Json.DigitalOceanAccountAnswer, token)).Account;

    /// <summary>GET /v2/regions [regions_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanRegion> RegionsAsync(CancellationToken token) =>
        PagesAsync(Pages("v2/regions"), Json.DigitalOceanRegions, p => (p.Regions, p.Links), r => r.Slug, token);

    /// <summary>GET /v2/sizes [sizes_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanSize> SizesAsync(CancellationToken token) =>
        PagesAsync(Pages("v2/sizes"), Json.DigitalOceanSizes, p => (p.Sizes, p.Links), s => s.Slug, token);

    /// <summary>POST /v2/droplets [droplets_create].</summary>
    public Task<DigitalOceanDropletAnswer> CreateAsync(DigitalOceanCreate body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, "v2/droplets", body, Json.DigitalOceanCreate, Json.DigitalOceanDropletAnswer, token);

    /// <summary>GET /v2/droplets/{id} [droplets_get]; null when there is none.</summary>
    public async Task<DigitalOceanDroplet?> FindAsync(long id, CancellationToken token) => (await http.FindAsync($"v2/droplets/{id}", Json.DigitalOceanDropletAnswer, token))?.Droplet;

    /// <summary>GET /v2/droplets [droplets_list], all pages; GPU Droplets are not among them.</summary>
    public IAsyncEnumerable<DigitalOceanDroplet> ListAsync(CancellationToken token) => DropletsAsync(Pages("v2/droplets"), token);

    /// <summary>GET /v2/droplets?type=gpus [droplets_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanDroplet> ListGpusAsync(CancellationToken token) => DropletsAsync(Pages("v2/droplets?type=gpus"), token);

    /// <summary>GET /v2/droplets?tag_name= [droplets_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanDroplet> ListTaggedAsync(string tag, CancellationToken token) =>
        DropletsAsync(page => $"v2/droplets?per_page={PageSize}&page={page}&tag_name={Uri.EscapeDataString(tag)}", token);

    /// <summary>DELETE /v2/droplets/{id} [droplets_destroy].</summary>
    public Task DeleteAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/droplets/{id}", null, token);

    /// <summary>POST /v2/droplets/{id}/actions [dropletActions_post].</summary>
    public async Task<DigitalOceanAction> ActAsync(long id, DigitalOceanAct act, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, $"v2/droplets/{id}/actions", act, Json.DigitalOceanAct, Json.DigitalOceanActionAnswer, token)).Action;

    /// <summary>GET /v2/droplets/{id}/actions/{action} [dropletActions_get].</summary>
    public async Task<DigitalOceanAction> ActionAsync(long id, long action, CancellationToken token) =>
        (await http.GetAsync($"v2/droplets/{id}/actions/{action}", Json.DigitalOceanActionAnswer, token)).Action;

    /// <summary>GET /v2/droplets/{id}/actions [dropletActions_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanAction> ActionsAsync(long id, CancellationToken token) =>
        PagesAsync(Pages($"v2/droplets/{id}/actions"), Json.DigitalOceanActions, p => (p.Actions, p.Links), a => $"{a.Id}", token);

    /// <summary>GET /v2/images?type=distribution [images_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanImage> PublicImagesAsync(CancellationToken token) => ImagesAsync("v2/images?type=distribution", token);

    /// <summary>GET /v2/images?private=true [images_list], all pages: snapshots, backups and custom images.</summary>
    public IAsyncEnumerable<DigitalOceanImage> OwnImagesAsync(CancellationToken token) => ImagesAsync("v2/images?private=true", token);

    /// <summary>GET /v2/images/{id or slug} [images_get]; null when there is none.</summary>
    public async Task<DigitalOceanImage?> FindImageAsync(string id, CancellationToken token) =>
        (await http.FindAsync($"v2/images/{Uri.EscapeDataString(id)}", Json.DigitalOceanImageAnswer, token))?.Image;

    /// <summary>POST /v2/images [images_create_custom].</summary>
    public async Task<DigitalOceanImage> FetchAsync(DigitalOceanFetch body, CancellationToken token) =>
        (await http.SendAsync(HttpMethod.Post, "v2/images", body, Json.DigitalOceanFetch, Json.DigitalOceanImageAnswer, token)).Image;

    /// <summary>DELETE /v2/images/{id} [images_delete].</summary>
    public Task DeleteImageAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/images/{id}", null, token);

    /// <summary>POST /v2/account/keys [sshKeys_create].</summary>
    public async Task<DigitalOceanSshKey> AddSshKeyAsync(string name, string key, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, "v2/account/keys", new DigitalOceanAddSshKey(name, key), Json.DigitalOceanAddSshKey, Json.DigitalOceanSshKeyAnswer, token)).SshKey;

    /// <summary>GET /v2/account/keys/{fingerprint} [sshKeys_get]; null when there is none. Listing keys is limited to ten times a minute; this is not.</summary>
    public async Task<DigitalOceanSshKey?> FindSshKeyAsync(string fingerprint, CancellationToken token) =>
        (await http.FindAsync($"v2/account/keys/{fingerprint}", Json.DigitalOceanSshKeyAnswer, token))?.SshKey;

    /// <summary>DELETE /v2/account/keys/{id} [sshKeys_delete].</summary>
    public Task DeleteSshKeyAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/account/keys/{id}", null, token);

    /// <summary>GET /v2/reserved_ips [reservedIPs_list], all pages.</summary>
    public IAsyncEnumerable<DigitalOceanReservedIp> ReservedIpsAsync(CancellationToken token) =>
        PagesAsync(Pages("v2/reserved_ips"), Json.DigitalOceanReservedIps, p => (p.ReservedIps, p.Links), r => r.Ip, token);

    /// <summary>POST /v2/reserved_ips [reservedIPs_create]: reserves an address and assigns it in one.</summary>
    public Task<DigitalOceanReservedIpAnswer> ReserveIpAsync(long droplet, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, "v2/reserved_ips", new DigitalOceanReserve(droplet), Json.DigitalOceanReserve, Json.DigitalOceanReservedIpAnswer, token);

    /// <summary>GET /v2/reserved_ips/{ip}/actions/{action} [reservedIPsActions_get].</summary>
    public async Task<DigitalOceanAction> IpActionAsync(string ip, long action, CancellationToken token) =>
        (await http.GetAsync($"v2/reserved_ips/{ip}/actions/{action}", Json.DigitalOceanActionAnswer, token)).Action;

    /// <summary>DELETE /v2/reserved_ips/{ip} [reservedIPs_delete].</summary>
    public Task ReleaseIpAsync(string ip, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/reserved_ips/{ip}", null, token);

    /// <summary>POST /v2/tags [tags_create].</summary>
    public Task CreateTagAsync(string tag, CancellationToken token) => http.SendAsync(HttpMethod.Post, "v2/tags", new DigitalOceanTag(tag), Json.DigitalOceanTag, token);

    /// <summary>POST /v2/tags/{tag}/resources [tags_assign_resources]; the tag must exist.</summary>
    public Task AttachTagAsync(string tag, long droplet, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v2/tags/{tag}/resources", Tagging(droplet), Json.DigitalOceanTagging, token);

    /// <summary>DELETE /v2/tags/{tag}/resources [tags_unassign_resources].</summary>
    public Task DetachTagAsync(string tag, long droplet, CancellationToken token) =>
        http.SendAsync(HttpMethod.Delete, $"v2/tags/{tag}/resources", Tagging(droplet), Json.DigitalOceanTagging, token);

    /// <summary>DELETE /v2/tags/{tag} [tags_delete].</summary>
    public Task DeleteTagAsync(string tag, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v2/tags/{tag}", null, token);

    /// <summary>GET /v2/monitoring/metrics/droplet/bandwidth [monitoring_get_dropletBandwidthMetrics], on the public interface, in Mbit/s.</summary>
    /// <param name="id">The Droplet.</param>
    /// <param name="direction"><c>inbound</c> or <c>outbound</c>.</param>
    /// <param name="start">From when, in Unix seconds.</param>
    /// <param name="end">Until when, in Unix seconds.</param>
    /// <param name="token">Ours.</param>
    public Task<DigitalOceanMetrics> BandwidthAsync(long id, string direction, long start, long end, CancellationToken token) =>
        http.GetAsync($"v2/monitoring/metrics/droplet/bandwidth?host_id={id}&interface=public&direction={direction}&start={start}&end={end}", Json.DigitalOceanMetrics, token);

    private IAsyncEnumerable<DigitalOceanDroplet> DropletsAsync(Func<int, string> path, CancellationToken token) =>
        PagesAsync(path, Json.DigitalOceanDroplets, p => (p.Droplets, p.Links), d => $"{d.Id}", token);

    private IAsyncEnumerable<DigitalOceanImage> ImagesAsync(string path, CancellationToken token) =>
        PagesAsync(Pages(path), Json.DigitalOceanImages, p => (p.Images, p.Links), i => $"{i.Id}", token);

    private static DigitalOceanTagging Tagging(long droplet) => new([new DigitalOceanTagged($"{droplet}", "droplet")]);

    private static Func<int, string> Pages(string path) => page => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page={PageSize}{(page > 1 ? $"&page={page}" : "")}";

    // A next page is told as an address, which is not followed: only that there is one counts.
    private IAsyncEnumerable<T> PagesAsync<T, TPage>(
        Func<int, string> path, JsonTypeInfo<TPage> type, Func<TPage, (IReadOnlyList<T> Items, DigitalOceanLinks? Links)> read, Func<T, string> id, CancellationToken token) =>
        Paging.ByNumberAsync("DigitalOcean", async (page, cancel) =>
        {
            var (items, links) = read(await http.GetAsync(path(page), type, cancel));
            return (items, string.IsNullOrEmpty(links?.Pages?.Next) ? page : page + 1);
        }, id, token);
}
