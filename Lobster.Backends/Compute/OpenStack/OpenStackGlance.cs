using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Json = Lobster.Backends.Compute.OpenStack.OpenStackJson;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Glance (https://docs.openstack.org/api-ref/image/v2/): one method per call.</summary>
internal sealed class OpenStackGlance(OpenStackHttp http)
{
    /// <summary>GET /v2/images, all pages.</summary>
    public IAsyncEnumerable<OpenStackImage> ListAsync(CancellationToken token) => ImagesAsync("", token);

    /// <summary>GET /v2/images with our properties, the oldest first: what is made of such an image may inherit them.</summary>
    public IAsyncEnumerable<OpenStackImage> MarkedAsync(Guid installation, Guid mark, CancellationToken token) =>
        ImagesAsync($"&{OpenStackMark.Panel}={installation:N}&{OpenStackMark.Token}={mark:N}&sort=created_at:asc", token);

    /// <summary>GET /v2/images/{id}; null when there is none.</summary>
    public Task<OpenStackImage?> FindAsync(string id, CancellationToken token) => http.FindAsync(Image(id, "", token), Json.Default.OpenStackImage, token);

    /// <summary>POST /v2/images: an image without data.</summary>
    public Task<OpenStackImage> AddAsync(OpenStackNewImage image, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, http.ImageAsync("images", token), image, Json.Default.OpenStackNewImage, Json.Default.OpenStackImage, token);

    /// <summary>GET /v2/info/import: the ways to import.</summary>
    public async Task<IReadOnlyList<string>> ImportMethodsAsync(CancellationToken token) =>
        (await http.FindAsync(http.ImageAsync("info/import", token), Json.Default.OpenStackImportInfo, token))?.Methods?.Value ?? [];

    /// <summary>POST /v2/images/{id}/import with the method <c>web-download</c>.</summary>
    public Task ImportAsync(string id, Uri source, CancellationToken token) => http.SendAsync(
        HttpMethod.Post, Image(id, "/import", token), new OpenStackImport(new OpenStackImportMethod("web-download", source.AbsoluteUri)), Json.Default.OpenStackImport, token);

    /// <summary>DELETE /v2/images/{id}.</summary>
    public Task DeleteAsync(string id, CancellationToken token) => http.DeleteAsync(Image(id, "", token), token);

    private Task<string> Image(string id, string path, CancellationToken token) => http.ImageAsync($"images/{Uri.EscapeDataString(id)}{path}", token);

    private IAsyncEnumerable<OpenStackImage> ImagesAsync(string filter, CancellationToken token) => Paging.ByCursorAsync<OpenStackImage>("OpenStack", async (marker, cancel) =>
    {
        var page = await http.GetAsync(http.ImageAsync($"images?limit=1000{filter}{(marker is null ? "" : $"&marker={marker}")}", cancel), Json.Default.OpenStackImagePage, cancel);
        return (page.Images, string.IsNullOrEmpty(page.Next) || page.Images.Count == 0 ? null : page.Images[^1].Id);
    }, token);
}
