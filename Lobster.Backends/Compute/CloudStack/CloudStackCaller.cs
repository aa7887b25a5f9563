using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// Sends commands to CloudStack's one address: signed, what reads as a query, what changes something as a form. Takes the answer out of the object that every
/// answer is wrapped in.
/// </summary>
internal sealed class CloudStackCaller(ProviderClient http, string path, string apiKey, string secretKey, int pageSize, TimeProvider time)
{
    /// <summary>Who answers, for people.</summary>
    public const string Provider = "CloudStack";

    // The server takes at most 15 minutes; a request may wait for its turn and be repeated within them.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(string command, JsonTypeInfo<T> type, CancellationToken token, params IEnumerable<(string Name, string? Value)> parameters) =>
        Parse(Inner(await AskAsync(command, parameters, token)), type);

    /// <summary>Reads a list, all pages.</summary>
    /// <param name="command">The command.</param>
    /// <param name="type">Of one item.</param>
    /// <param name="id">Tells items apart, by themselves or their place on the page.</param>
    /// <param name="token">Ours.</param>
    /// <param name="parameters">Of the command; null values are left out.</param>
    public IAsyncEnumerable<T> ListAsync<T>(
        string command, JsonTypeInfo<T> type, Func<T, int, string> id, CancellationToken token, params IEnumerable<(string Name, string? Value)> parameters) =>
        Paging.ByCountAsync<(T Item, string Id)>(Provider, async (page, cancel) =>
        {
            var answer = Inner(await AskAsync(command, [.. parameters, ("page", $"{page}"), ("pagesize", $"{pageSize}")], cancel));
            return ([.. Items(answer, type).Select((item, at) => (item, id(item, at)))], Count(answer.Element));
        }, item => item.Id, token).Select(item => item.Item);

    /// <summary>Asks for a change.</summary>
    public async Task<T> ChangeAsync<T>(string command, JsonTypeInfo<T> type, CancellationToken token, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var form = new ByteArrayContent(Encoding.UTF8.GetBytes(Sign(command, parameters))) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        return Parse(Inner(await http.SendAsync(HttpMethod.Post, path, form, token)), type);
    }

    private Task<HttpAnswer> AskAsync(string command, IEnumerable<(string Name, string? Value)> parameters, CancellationToken token) =>
        http.SendAsync(HttpMethod.Get, $"{path}?{Sign(command, parameters)}", null, token);

    private string Sign(string command, IEnumerable<(string Name, string? Value)> parameters)
    {
        var all = parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!)).ToList();
        all.Add(new("command", command));
        all.Add(new("apiKey", apiKey));
        all.Add(new("response", "json"));
        all.Add(new("signatureversion", "3"));
        all.Add(new("expires", (time.GetUtcNow() + Life).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
        return CloudStackSignature.Sign(secretKey, all);
    }

    private (HttpAnswer Answer, JsonElement Element) Inner(HttpAnswer answer) =>
        http.Parse(answer, CloudStackJson.Default.JsonElement) is { ValueKind: JsonValueKind.Object } whole
            && whole.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } inner
                ? (answer, inner)
                : throw HttpFaults.Unreadable(Provider, answer, null);

    private static int? Count(JsonElement list) => list.TryGetProperty("count", out var count) && count.TryGetInt32(out var all) ? all : null;

    // Keys of lists are not always the command's; an empty list has none at all.
    private static IReadOnlyList<T> Items<T>((HttpAnswer Answer, JsonElement Element) inner, JsonTypeInfo<T> type) =>
        inner.Element.EnumerateObject().FirstOrDefault(p => p.Value.ValueKind == JsonValueKind.Array).Value is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(item => Parse((inner.Answer, item), type))]
            : [];

    private static T Parse<T>((HttpAnswer Answer, JsonElement Element) inner, JsonTypeInfo<T> type)
    {
        try
        {
            return inner.Element.Deserialize(type) ?? throw HttpFaults.Unreadable(Provider, inner.Answer, null);
        }
        catch (JsonException e)
        {
            throw HttpFaults.Unreadable(Provider, inner.Answer, e);
        }
    }
}
