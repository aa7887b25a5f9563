using System.Net;
using System.Text.RegularExpressions;

namespace Lobster.Tests.Compute.Http;

/// <summary>A provider's API in memory, in the place of the network: routes with state, and troubles that come when told. Safe from many threads, one call at a time.</summary>
public abstract class FakeApi : HttpMessageHandler
{
    private readonly List<(HttpMethod Method, Regex Path, Func<Call, Answer> Do)> routes = [];
    private readonly List<Trouble> troubles = [];
    private readonly Lock gate = new();

    /// <summary>All that was asked, oldest first: method, path and query.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The requests behind <see cref="Asked"/>, without their bodies, which are <see cref="Bodies"/>.</summary>
    public List<HttpRequestMessage> Requests { get; } = [];

    /// <summary>The bodies of <see cref="Asked"/>; empty where there was none.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>The body of one of <see cref="Requests"/>, for providers that tell their calls apart by nothing else.</summary>
    public string BodyOf(HttpRequestMessage request) => Bodies[Requests.IndexOf(request)];

    /// <summary>The next calls that fit meet this.</summary>
    public void Meet(Trouble trouble) => troubles.Add(trouble);

    protected void On(HttpMethod method, string path, Func<Call, Answer> answer) =>
        routes.Add((method, new Regex("^" + path.Replace("{id}", "(?<id>[^/]+)", StringComparison.Ordinal).Replace("{sub}", "(?<sub>[^/]+)", StringComparison.Ordinal) + "$"), answer));

    /// <summary>Refuses a call before it reaches its route; null: it may pass.</summary>
    protected virtual Answer? Guard(HttpRequestMessage request) => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Answer? answer = null;
        Trouble? trouble;
        lock (gate)
        {
            Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            Requests.Add(request);
            Bodies.Add(body);
            trouble = Take(request);
            if (trouble?.Instead is null) answer = Guard(request) ?? Route(request, body);
        }

        if ((trouble?.Instead ?? trouble?.Afterwards) is { } spoil) return await spoil(cancellationToken);
        return answer!.ToResponse();
    }

    private Trouble? Take(HttpRequestMessage request)
    {
        var at = troubles.FindIndex(t => t.Fits(request));
        if (at < 0) return null;
        var trouble = troubles[at];
        if (trouble.Times > 1) troubles[at] = trouble with { Times = trouble.Times - 1 };
        else troubles.RemoveAt(at);
        return trouble;
    }

    private Answer Route(HttpRequestMessage request, string body)
    {
        var path = request.RequestUri!.AbsolutePath;
        foreach (var (method, pattern, act) in routes)
        {
            if (method == request.Method && pattern.Match(path) is { Success: true } match)
                return act(new Call(Uri.UnescapeDataString(match.Groups["id"].Value), Uri.UnescapeDataString(match.Groups["sub"].Value), request, body));
        }

        return new Answer(HttpStatusCode.NotFound, "{\"error\":\"no such route\"}");
    }
}
