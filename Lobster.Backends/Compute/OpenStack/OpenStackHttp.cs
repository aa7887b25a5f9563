using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Calls services by their place in the catalog.</summary>
internal sealed class OpenStackHttp(ProviderClient http, OpenStackIdentity identity)
{
    /// <summary>A path at Nova.</summary>
    public async Task<string> ComputeAsync(string path, CancellationToken token) => $"{(await identity.SessionAsync(token)).Compute}/{path}";

    /// <summary>A path at Glance.</summary>
    public async Task<string> ImageAsync(string path, CancellationToken token) => $"{(await identity.SessionAsync(token)).Image}/{path}";

    /// <summary>A path at Neutron.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: the cloud has none.</exception>
    public async Task<string> NetworkAsync(string path, CancellationToken token) =>
        $"{(await identity.SessionAsync(token)).Network ?? throw new BackendException(BackendErrorKind.Rejected, "This cloud has no network service.")}/{path}";

    /// <summary>Reads.</summary>
    public async Task<T> GetAsync<T>(Task<string> url, JsonTypeInfo<T> type, CancellationToken token) => await http.GetAsync(await url, type, token);

    /// <summary>Reads; null when it is not there.</summary>
    public async Task<T?> FindAsync<T>(Task<string> url, JsonTypeInfo<T> type, CancellationToken token) where T : class => await http.FindAsync(await url, type, token);

    /// <summary>Asks for a change and reads its answer.</summary>
    public async Task<T> SendAsync<TBody, T>(HttpMethod method, Task<string> url, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken token) =>
        await http.SendAsync(method, await url, body, bodyType, type, token);

    /// <summary>Asks for a change whose answer says nothing, or not always.</summary>
    public async Task<HttpAnswer> SendAsync<TBody>(HttpMethod method, Task<string> url, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken token) =>
        await http.SendAsync(method, await url, body, bodyType, token);

    /// <summary>Deletes; gone already is fine.</summary>
    public async Task DeleteAsync(Task<string> url, CancellationToken token)
    {
        try
        {
            await http.SendAsync(HttpMethod.Delete, await url, null, token);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Gone already.
        }
    }

    /// <summary>Reads an answer's body.</summary>
    public T Parse<T>(HttpAnswer answer, JsonTypeInfo<T> type) => http.Parse(answer, type);
}
