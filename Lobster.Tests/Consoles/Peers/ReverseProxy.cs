using System.Text.RegularExpressions;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>nginx or Caddy before a panel, with the configuration that the documentation gives for it.</summary>
internal sealed partial class ReverseProxy : IAsyncDisposable
{
    private const string DocumentedPanel = "127.0.0.1:5000";
    private readonly TestFolder folder;
    private readonly ChildProcess proxy;

    private ReverseProxy(TestFolder folder, ChildProcess proxy, int port) => (this.folder, this.proxy, Address) = (folder, proxy, new Uri($"http://127.0.0.1:{port}/"));

    /// <summary>Where browsers find the panel.</summary>
    public Uri Address { get; }

    /// <summary>nginx before a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="relays">Another panel of the same installation that is to serve the consoles' relay; null: the same one.</param>
    public static async Task<ReverseProxy> NginxAsync(Uri panel, Uri? relays = null)
    {
        var (folder, port) = (TestFolder.Create("nginx"), Ports.Free());
        var text = await DocumentedAsync("nginx");
        var location = Location().Match(text).Value;
        var relay = location.Replace("location / {", "location ~ /console/relay$ {", StringComparison.Ordinal).Replace(DocumentedPanel, (relays ?? panel).Authority, StringComparison.Ordinal);
        var server = text.Replace(location, relay + location, StringComparison.Ordinal).Replace(DocumentedPanel, panel.Authority, StringComparison.Ordinal)
            .Replace("server_name ", $"listen 127.0.0.1:{port}; server_name ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.At("nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{folder.At("pid")}};
            error_log stderr;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder.At("body")}};
                proxy_temp_path {{folder.At("proxy")}};
                fastcgi_temp_path {{folder.At("fastcgi")}};
                uwsgi_temp_path {{folder.At("uwsgi")}};
                scgi_temp_path {{folder.At("scgi")}};
                {{server}}
            }
            """);
        return await StartAsync(folder, port, [Ports.Program("/usr/sbin/nginx"), "-e", "stderr", "-p", folder.Path, "-c", folder.At("nginx.conf")]);
    }

    /// <summary>Caddy before a panel.</summary>
    public static async Task<ReverseProxy> CaddyAsync(Uri panel)
    {
        var (folder, port) = (TestFolder.Create("caddy"), Ports.Free());
        var site = (await DocumentedAsync("caddy")).Replace("panel.example.com", $"http://127.0.0.1:{port}", StringComparison.Ordinal).Replace(DocumentedPanel, panel.Authority, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.At("Caddyfile"), "{\n\tadmin off\n}\n" + site);
        return await StartAsync(folder, port, [Ports.Program("/usr/bin/caddy"), "run", "--config", folder.At("Caddyfile"), "--adapter", "caddyfile"]);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<ReverseProxy> StartAsync(TestFolder folder, int port, IReadOnlyList<string> command)
    {
        var proxy = await ChildProcess.StartAsync(command, new Dictionary<string, string?> { ["XDG_DATA_HOME"] = folder.Path, ["XDG_CONFIG_HOME"] = folder.Path });
        await Ports.UntilOpenAsync(port, proxy);
        return new ReverseProxy(folder, proxy, port);
    }

    private static async Task<string> DocumentedAsync(string language)
    {
        var page = await File.ReadAllTextAsync(Repository.At("docs", "console.md"));
        var block = Regex.Match(page, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains(DocumentedPanel, block, StringComparison.Ordinal);
        return block;
    }

    [GeneratedRegex(@"    location / \{.*?\n    \}\n", RegexOptions.Singleline)]
    private static partial Regex Location();
}
