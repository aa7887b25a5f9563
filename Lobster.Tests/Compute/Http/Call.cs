using System.Text.Json.Nodes;
using System.Web;

namespace Lobster.Tests.Compute.Http;

/// <summary>One call as a route of a fake sees it.</summary>
public sealed record Call(string Id, string Sub, HttpRequestMessage Request, string Text)
{
    public JsonObject Body => Text.Length == 0 ? [] : JsonNode.Parse(Text)!.AsObject();

    /// <summary>The body as a form.</summary>
    public IReadOnlyDictionary<string, string> Form
    {
        get
        {
            var form = HttpUtility.ParseQueryString(Text);
            return form.AllKeys.OfType<string>().ToDictionary(k => k, k => form[k] ?? "");
        }
    }

    public string? Query(string name) => HttpUtility.ParseQueryString(Request.RequestUri!.Query)[name];
}
