using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Lobster.Tests.Compute.Http;

/// <summary>A provider in memory behind a real socket on loopback, for a panel in a process of its own.</summary>
internal sealed class FakeApiHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker provider;

    private FakeApiHost(FakeApi api)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        provider = new HttpMessageInvoker(api, disposeHandler: false);
        app.Run(RelayAsync);
    }

    /// <summary>The API's root.</summary>
    public Uri Address => new(app.Urls.Single() + "/");

    public static async Task<FakeApiHost> StartAsync(FakeApi api)
    {
        var host = new FakeApiHost(api);
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        provider.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.GetEncodedUrl()) { Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray()) };
        foreach (var (name, value) in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        using var answer = await provider.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.StatusCode != System.Net.HttpStatusCode.NoContent) await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
