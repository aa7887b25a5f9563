using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>
/// One method for each call of Linode's API v4. Paths are relative to <c>https://api.linode.com</c>; each names its page of
/// https://techdocs.akamai.com/linode-api/reference.
/// </summary>
internal sealed class LinodeClient(ProviderClient http)
{
    // 25 to 500; other sizes are refused.
    private const int PageSize = 500;
    private static readonly LinodeJson Json = LinodeJson.Default;

    /// <summary>GET /profile [get-profile].</summary>
    public Task<LinodeProfile> ProfileAsync(CancellationToken token) => http.GetAsync("v4/profile", Json.LinodeProfile, token);

    /// <summary>GET /account/settings [get-account-settings].</summary>
    public Task<LinodeSettings> SettingsAsync(CancellationToken token) => http.GetAsync("v4/account/settings", Json.LinodeSettings, token);

    /// <summary>GET /regions/{id} [get-region]; null when there is none.</summary>
    public Task<LinodeRegion?> FindRegionAsync(string region, CancellationToken token) => http.FindAsync($"v4/regions/{region}", Json.LinodeRegion, token);

    /// <summary>GET /regions/availability [get-regions-availability], all pages.</summary>
    public IAsyncEnumerable<LinodeAvailability> AvailabilityAsync(string region, CancellationToken token) =>
        PagesAsync("v4/regions/availability", null, $$"""{"region":"{{region}}"}""", Json.Availabilities, a => $"{a.Region} {a.Plan}", token);

    /// <summary>GET /linode/types [get-linode-types], all pages.</summary>
    public IAsyncEnumerable<LinodeType> TypesAsync(CancellationToken token) => PagesAsync("v4/linode/types", null, null, Json.Types, t => t.Id, token);

    /// <summary>POST /linode/instances [post-linode-instance].</summary>
    public Task<LinodeInstance> CreateAsync(LinodeCreate body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, "v4/linode/instances", body, Json.LinodeCreate, Json.LinodeInstance, token);

    /// <summary>GET /linode/instances/{id} [get-linode-instance]; null when there is none.</summary>
    public Task<LinodeInstance?> FindAsync(long id, CancellationToken token) => http.FindAsync($"v4/linode/instances/{id}", Json.LinodeInstance, token);

    /// <summary>GET /linode/instances [get-linode-instances] of one region, all pages.</summary>
    public IAsyncEnumerable<LinodeInstance> ListAsync(string region, CancellationToken token) => InstancesAsync($$"""{"region":"{{region}}"}""", token);

    /// <summary>GET /linode/instances [get-linode-instances] with one tag, all pages.</summary>
    public IAsyncEnumerable<LinodeInstance> ListTaggedAsync(string tag, CancellationToken token) => InstancesAsync(Tagged(tag), token);

    /// <summary>PUT /linode/instances/{id} [put-linode-instance].</summary>
    public Task UpdateAsync(long id, LinodeUpdate body, CancellationToken token) => http.SendAsync(HttpMethod.Put, $"v4/linode/instances/{id}", body, Json.LinodeUpdate, token);

    /// <summary>DELETE /linode/instances/{id} [delete-linode-instance].</summary>
    public Task DeleteAsync(long id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v4/linode/instances/{id}", null, token);

    /// <summary>POST /linode/instances/{id}/boot [post-boot-linode-instance], /shutdown [post-shutdown-linode-instance], /reboot [post-reboot-linode-instance].</summary>
    public Task PowerAsync(long id, string verb, CancellationToken token) => http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/{verb}", null, token);

    /// <summary>POST /linode/instances/{id}/rebuild [post-rebuild-linode-instance].</summary>
    public Task RebuildAsync(long id, LinodeRebuild body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/rebuild", body, Json.LinodeRebuild, token);

    /// <summary>POST /linode/instances/{id}/resize [post-resize-linode-instance], cold, with the disk.</summary>
    public Task ResizeAsync(long id, string type, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/resize", new LinodeResize(type, AllowAutoDiskResize: true, "cold"), Json.LinodeResize, token);

    /// <summary>POST /linode/instances/{id}/password [post-reset-linode-password]; the machine must be off.</summary>
    public Task SetPasswordAsync(long id, string password, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/password", new LinodePassword(password), Json.LinodePassword, token);

    /// <summary>POST /linode/instances/{id}/rescue [post-rescue-linode-instance].</summary>
    public Task RescueAsync(long id, IReadOnlyDictionary<string, LinodeDevice> devices, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/rescue", new LinodeRescue(devices), Json.LinodeRescue, token);

    /// <summary>GET /linode/instances/{id}/disks [get-linode-disks], all pages.</summary>
    public IAsyncEnumerable<LinodeDisk> DisksAsync(long id, CancellationToken token) =>
        PagesAsync($"v4/linode/instances/{id}/disks", 100, null, Json.Disks, d => LinodeMapping.Text(d.Id), token);

    /// <summary>GET /linode/instances/{id}/transfer/{year}/{month} [get-linode-transfer-by-year-month]; null when there is no such machine.</summary>
    public Task<LinodeTransfer?> TransferAsync(long id, DateOnly month, CancellationToken token) =>
        http.FindAsync($"v4/linode/instances/{id}/transfer/{month.Year}/{month.Month}", Json.LinodeTransfer, token);

    /// <summary>POST /linode/instances/{id}/lish [undocumented; Cloud Manager's console].</summary>
    public async Task<LinodeLish> LishAsync(long id, CancellationToken token) =>
        http.Parse(await http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/lish", null, token), Json.LinodeLish);

    /// <summary>GET /linode/instances/{id}/ips [get-linode-ips].</summary>
    public Task<LinodeAddresses> AddressesAsync(long id, CancellationToken token) => http.GetAsync($"v4/linode/instances/{id}/ips", Json.LinodeAddresses, token);

    /// <summary>POST /linode/instances/{id}/ips [post-add-linode-ip].</summary>
    public Task<LinodeAddress> AddAddressAsync(long id, bool isPublic, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"v4/linode/instances/{id}/ips", new LinodeAddAddress("ipv4", isPublic), Json.LinodeAddAddress, Json.LinodeAddress, token);

    /// <summary>DELETE /linode/instances/{id}/ips/{address} [delete-linode-ip].</summary>
    public Task RemoveAddressAsync(long id, string address, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v4/linode/instances/{id}/ips/{address}", null, token);

    /// <summary>POST /networking/ipv6/ranges [post-ipv6-range]: a /64.</summary>
    public Task<LinodeNewRange> AddRangeAsync(long id, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, "v4/networking/ipv6/ranges", new LinodeAddRange(id, 64), Json.LinodeAddRange, Json.LinodeNewRange, token);

    /// <summary>DELETE /networking/ipv6/ranges/{range} [delete-ipv6-range]; the range without its length.</summary>
    public Task RemoveRangeAsync(string range, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v4/networking/ipv6/ranges/{range}", null, token);

    /// <summary>PUT /networking/ips/{address} [put-ip]; null resets the name.</summary>
    public Task SetReverseAsync(string address, string? name, CancellationToken token) =>
        http.SendAsync(HttpMethod.Put, $"v4/networking/ips/{address}", new LinodeReverse(name), Json.LinodeReverse, token);

    /// <summary>GET /images [get-images], all pages.</summary>
    public IAsyncEnumerable<LinodeImage> ImagesAsync(CancellationToken token) => ImagesAsync(null, token);

    /// <summary>GET /images [get-images] with one tag, all pages.</summary>
    public IAsyncEnumerable<LinodeImage> ImagesTaggedAsync(string tag, CancellationToken token) => ImagesAsync(Tagged(tag), token);

    /// <summary>GET /images/{id} [get-image]; null when there is none.</summary>
    public Task<LinodeImage?> FindImageAsync(string id, CancellationToken token) => http.FindAsync($"v4/images/{Uri.EscapeDataString(id)}", Json.LinodeImage, token);

    /// <summary>POST /images [post-image].</summary>
    public Task<LinodeImage> CaptureAsync(LinodeCapture body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, "v4/images", body, Json.LinodeCapture, Json.LinodeImage, token);

    /// <summary>DELETE /images/{id} [delete-image].</summary>
    public Task DeleteImageAsync(string id, CancellationToken token) => http.SendAsync(HttpMethod.Delete, $"v4/images/{Uri.EscapeDataString(id)}", null, token);

    /// <summary>GET /account/events [get-events]: the newest hundred of a machine, newest first.</summary>
    public async Task<IReadOnlyList<LinodeEvent>> EventsAsync(long id, CancellationToken token) => (await http.GetAsync(
        "v4/account/events?page=1&page_size=100", Json.Events, token,
        Filter($$"""{"entity.id":{{id}},"entity.type":"linode","+order_by":"created","+order":"desc"}"""))).Data;

    private IAsyncEnumerable<LinodeInstance> InstancesAsync(string filter, CancellationToken token) =>
        PagesAsync("v4/linode/instances", PageSize, filter, Json.Instances, i => LinodeMapping.Text(i.Id), token);

    private IAsyncEnumerable<LinodeImage> ImagesAsync(string? filter, CancellationToken token) => PagesAsync("v4/images", PageSize, filter, Json.Images, i => i.Id, token);

    // Whoever goes while we read pulls the rest up, and one that stays is then on no page that we read. The count tells.
    private IAsyncEnumerable<T> PagesAsync<T>(
        string path, int? size, string? filter, JsonTypeInfo<LinodePage<T>> type, Func<T, string> id, CancellationToken token)
    {
        var most = 0;
        return Paging.ByNumberAsync<T>("Linode", async (number, cancel) =>
        {
            var page = await http.GetAsync($"{path}{Query(number, size)}", type, cancel, filter is null ? [] : [Filter(filter)]);
            if (page.Results < most) throw new BackendException(BackendErrorKind.Unavailable, "Linode's list changed while it was read; it is not complete.");
            most = page.Results;
            return (page.Data, page.Pages);
        }, id, token);
    }

    // Lists for which the reference gives no page size are asked plainly, and still walked to their end.
    private static string Query(int number, int? size) => (number, size) switch
    {
        (_, { } some) => $"?page={number}&page_size={some}",
        (1, null) => "",
        _ => $"?page={number}",
    };

    private static (string Name, string Value) Filter(string json) => ("X-Filter", json);

    private static string Tagged(string tag) => $$"""{"tags":"{{tag}}"}""";
}
