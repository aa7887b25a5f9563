using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lobster.Tests.Harness;

/// <summary>A server of WebSockets on loopback, of which a test says only what it does with a request.</summary>
internal static class SocketServer
{
    /// <summary>Starts it; it ends when it is disposed.</summary>
    public static async Task<WebApplication> StartAsync(RequestDelegate serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(serve);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
