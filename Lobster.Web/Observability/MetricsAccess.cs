using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Observability;

/// <summary>Who may read <c>/metrics</c>: this machine, and whoever has the token. Figures about customers are nobody else's business.</summary>
internal sealed class MetricsAccess(RequestDelegate next, IOptions<ObservabilityOptions> options)
{
    /// <summary>Answers 404 to everybody else.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (IsLocal(context) || HasToken(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // A request that a proxy on this machine passed on is not local, whether that proxy is trusted or not.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private bool HasToken(HttpRequest request) =>
        options.Value.MetricsToken is { Length: > 0 } token
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes("Bearer " + token), Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
}
