using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lobster.Core.Compute;

namespace Lobster.Backends.Http;

/// <summary>
/// Calls one provider's API with JSON bodies of known length, and turns whatever goes wrong into a <see cref="BackendException"/>. Our own cancellation passes
/// through. Safe from many threads.
/// </summary>
internal sealed class ProviderClient(
    string provider, HttpClient http, IProviderFaults faults, Func<HttpRequestMessage, CancellationToken, ValueTask>? sign, TimeProvider time,
    Func<HttpRequestMessage, CancellationToken, ValueTask<bool>>? renew = null)
{
    /// <summary>Reads.</summary>
    /// <param name="path">Relative to the API's root.</param>
    /// <param name="type">What is answered.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <param name="headers">What the provider wants said beside the path, such as a filter.</param>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
        Parse(await SendAsync(HttpMethod.Get, path, null, cancellationToken, headers), type);

    /// <summary>Reads; null when the provider says for certain that it is not there.</summary>
    public Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class =>
        NullIfMissingAsync(GetAsync(path, type, cancellationToken));

    /// <summary>What was read; null when the provider says for certain that it is not there.</summary>
    public static async Task<T?> NullIfMissingAsync<T>(Task<T> reading) where T : class
    {
        try
        {
            return await reading;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks for a change and reads its answer.</summary>
    public async Task<T> SendAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(await SendAsync(method, path, Content(body, bodyType), cancellationToken), type);

    /// <summary>Asks for a change whose answer says nothing.</summary>
    public Task<HttpAnswer> SendAsync<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken) =>
        SendAsync(method, path, Content(body, bodyType), cancellationToken);

    /// <summary>Reads from a provider that wants even questions sent by POST: repeated as any read is, and where the answer is lost nothing has changed.</summary>
    public async Task<T> AskAsync<T>(string path, HttpContent content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(await AskAsync(path, content, cancellationToken), type);

    /// <summary>As <see cref="AskAsync{T}"/>, for an answer that is read otherwise.</summary>
    public Task<HttpAnswer> AskAsync(string path, HttpContent content, CancellationToken cancellationToken) => SucceedAsync(HttpMethod.Post, path, content, [], isQuestion: true, cancellationToken);

    /// <summary>Sends whatever it is and gives back a success.</summary>
    /// <exception cref="BackendException">It was none.</exception>
    public Task<HttpAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
        SucceedAsync(method, path, content, headers, isQuestion: false, cancellationToken);

    /// <summary>Reads an answer's body.</summary>
    /// <exception cref="BackendException">It is no such thing.</exception>
    public T Parse<T>(HttpAnswer answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw HttpFaults.Unreadable(provider, answer, null);
        }
        catch (JsonException e)
        {
            throw HttpFaults.Unreadable(provider, answer, e);
        }
    }

    private async Task<HttpAnswer> SucceedAsync(
        HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers, bool isQuestion, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(method, path, content, headers, isQuestion, cancellationToken);
        var said = answer.IsSuccess && answer.Body.Length == 0 ? null : faults.Words(answer);
        if (faults.Meaning(answer, said) is { } meaning) throw meaning;
        return answer.IsSuccess ? answer : throw HttpFaults.Of(provider, answer, said);
    }

    private async Task<HttpAnswer> ExchangeAsync(
        HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers, bool isQuestion, CancellationToken cancellationToken)
    {
        var mayChange = !isQuestion && method != HttpMethod.Get && method != HttpMethod.Head;
        try
        {
            using var request = await SignedAsync(method, path, content, headers, isQuestion, cancellationToken);
            var answer = await ExchangeAsync(request, cancellationToken);
            if (answer.Status != HttpStatusCode.Unauthorized || renew is null || !await renew(request, cancellationToken)) return answer;
            // A 401 promises that nothing was done, so that even a change may be sent once more.
            using var again = await SignedAsync(method, path, content, headers, isQuestion, cancellationToken);
            return await ExchangeAsync(again, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && HttpFaults.Of(provider, mayChange, e) is { })
        {
            throw HttpFaults.Of(provider, mayChange, e)!;
        }
    }

    private async Task<HttpRequestMessage> SignedAsync(
        HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers, bool isQuestion, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (isQuestion) request.SayItChangesNothing();
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (sign is not null) await sign(request, cancellationToken);
        return request;
    }

    private async Task<HttpAnswer> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var body = response.Content is null ? [] : await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new HttpAnswer(request.Method, response.StatusCode, body)
        {
            MayHaveChanged = request.MayChange(), Reason = response.ReasonPhrase, RetryAfter = RetryAfter.Read(response, time),
            Headers = response.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(", ", h.Value)),
        };
    }

    // Of a known length: some servers refuse chunks.
    private static ByteArrayContent Content<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(body, type))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };
}
