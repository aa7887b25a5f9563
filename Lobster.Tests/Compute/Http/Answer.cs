using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Http;

/// <summary>What a route of a fake answers.</summary>
public sealed record Answer(HttpStatusCode Status, string Text = "", string MediaType = "application/json")
{
    /// <summary>The phrase behind the status; null: the usual one.</summary>
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Answer Of(HttpStatusCode status, JsonNode body) => new(status, body.ToJsonString());

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage(Status) { Content = new StringContent(Text, Encoding.UTF8, MediaType) };
        if (Reason is not null) response.ReasonPhrase = Reason;
        foreach (var (name, value) in Headers) response.Headers.Add(name, value);
        return response;
    }
}
