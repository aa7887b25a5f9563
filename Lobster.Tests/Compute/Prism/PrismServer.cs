using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Prism;

/// <summary>
/// Prism (https://stoplight.io/open-source/prism), which serves a provider's OpenAPI file and says what of a request does not fit it. It comes from npm through the lock
/// file beside this.
/// </summary>
internal sealed class PrismServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private static readonly string Folder = Repository.At("Lobster.Tests", "Compute", "Prism");
    private readonly ChildProcess child;
    private readonly HttpClient http;

    private PrismServer(ChildProcess child, Uri address) => (this.child, http) = (child, new HttpClient { BaseAddress = address, Timeout = TestRun.Patience });

    /// <summary>Serves a file.</summary>
    public static async Task<PrismServer> StartAsync(string openApi)
    {
        await InstallAsync();
        var port = FreePort();
        var program = Path.Combine(Folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        var child = await ChildProcess.StartAsync(["node", program, "mock", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "--errors", openApi]);
        await child.LineAsync("Prism is listening");
        return new PrismServer(child, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>Sends a request that was recorded elsewhere; what of it does not fit, or null.</summary>
    /// <param name="recorded">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="root">What of its path the file has in its server's address instead.</param>
    public async Task<string?> ComplaintAsync(HttpRequestMessage recorded, string body, string root = "")
    {
        var path = recorded.RequestUri!.PathAndQuery;
        if (path.StartsWith(root, StringComparison.Ordinal)) path = path[root.Length..];
        using var request = new HttpRequestMessage(recorded.Method, path.TrimStart('/'));
        if (body.Length > 0) request.Content = new StringContent(body, System.Text.Encoding.UTF8, recorded.Content?.Headers.ContentType?.MediaType ?? "application/json");
        foreach (var (name, values) in recorded.Headers) request.Headers.TryAddWithoutValidation(name, values);
        using var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("sl-violations", out var violations)) return string.Join(' ', violations);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Contains("stoplight.io/prism/errors", StringComparison.Ordinal) ? $"{(int)answer.StatusCode}: {text}" : null;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await child.DisposeAsync();
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"))) return;
            var installed = await ChildProcess.RunAsync(["npm", "ci", "--prefix", Folder]);
            if (installed.Code != 0) throw TestRun.Missing("Prism could not be fetched with npm, which comes with Node.js:\n" + installed.Output);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
