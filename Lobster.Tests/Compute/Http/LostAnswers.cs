using System.Net;

namespace Lobster.Tests.Compute.Http;

/// <summary>The ways in which an answer is lost, so that nobody knows whether the provider acted.</summary>
public static class LostAnswers
{
    /// <summary>What a proxy says for a server that is away.</summary>
    public const string Html = "<html><body><h1>502 Bad Gateway</h1></body></html>";

    public static TheoryData<string> All => ["time-out", "broken connection", "500", "502", "truncated", "HTML"];

    /// <summary>The answer that comes instead.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Make(string how) => how switch
    {
        "time-out" => Trouble.Hangs,
        "broken connection" => Trouble.Breaks(HttpRequestError.ResponseEnded),
        "500" => Trouble.Says(HttpStatusCode.InternalServerError, "{}"),
        "502" => Trouble.Says(HttpStatusCode.BadGateway, Html, "text/html"),
        "truncated" => Trouble.Says(HttpStatusCode.OK, "{\"id\":\"a"),
        "HTML" => Trouble.Says(HttpStatusCode.OK, Html, "text/html"),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
    };
}
