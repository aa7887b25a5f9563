using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lobster.Tests.Compute.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>The fake behind a real socket, with a certificate of its own making as nodes have it.</summary>
internal sealed class ProxmoxNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker fake;

    private ProxmoxNode(FakeApi api)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(Certificate)));
        app = builder.Build();
        fake = new HttpMessageInvoker(api, disposeHandler: false);
        app.Run(RelayAsync);
    }

    public X509Certificate2 Certificate { get; } = SelfSigned();

    /// <summary>Where it is.</summary>
    public string Address => app.Urls.Single();

    /// <summary>How each request said how long its body is.</summary>
    public List<(string Method, string Chunked, long? Length)> Bodies { get; } = [];

    public static async Task<ProxmoxNode> StartAsync(FakeApi api)
    {
        var node = new ProxmoxNode(api);
        await node.app.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        fake.Dispose();
        Certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pve1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private async Task RelayAsync(HttpContext context)
    {
        var asked = context.Request;
        Bodies.Add((asked.Method, asked.Headers.TransferEncoding.ToString(), asked.ContentLength));
        using var body = new MemoryStream();
        await asked.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), asked.GetEncodedUrl()) { Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray()) };
        foreach (var (name, value) in asked.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        using var answer = await fake.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
