using System.Globalization;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Opens screens and terminals. Proxmox VE wants the proxy and the WebSocket of one user, whose ticket goes along as a cookie; a token does not do.</summary>
internal sealed class ProxmoxConsoles(Uri root, TlsTrust? trust, ProxmoxSession session, ProxmoxClient client, TimeProvider time)
{
    // The proxy on the node waits so long for somebody to come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A way to the screen of a running machine.</summary>
    public async Task<ConsoleAccess> OpenScreenAsync(ProxmoxPlace place, CancellationToken token)
    {
        var expires = Soon();
        var proxy = await client.VncAsync(place, token);
        return new ConsoleAccess.VncWebSocket(await SocketAsync(place, proxy.Port, proxy.Ticket, token), proxy.Password ?? proxy.Ticket) { ExpiresAt = expires };
    }

    /// <summary>A way to a serial port of a running machine.</summary>
    /// <param name="place">The machine.</param>
    /// <param name="serial">The port's key in its configuration.</param>
    /// <param name="token">Ours.</param>
    public async Task<ConsoleAccess> OpenTerminalAsync(ProxmoxPlace place, string serial, CancellationToken token)
    {
        var expires = Soon();
        var proxy = await client.TermAsync(place, serial, token);
        var socket = await SocketAsync(place, proxy.Port, proxy.Ticket, token);
        return new ConsoleAccess.SerialWebSocket(socket, SerialFraming.Proxmox) { Hello = $"{proxy.User}:{proxy.Ticket}\n", ExpiresAt = expires };
    }

    private Instant Soon() => Instant.From(time.GetUtcNow() + Patience);

    private async Task<ConsoleSocket> SocketAsync(ProxmoxPlace place, int port, string proxyTicket, CancellationToken token)
    {
        var ticket = await session.TicketAsync(token);
        var query = string.Create(CultureInfo.InvariantCulture, $"?port={port}&vncticket={Uri.EscapeDataString(proxyTicket)}");
        var address = new UriBuilder(new Uri(root, place.Path("vncwebsocket"))) { Scheme = root.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeWs : Uri.UriSchemeWss, Query = query };
        return new ConsoleSocket(address.Uri) { SubProtocols = ["binary"], Cookie = ticket.Cookie, CaPem = trust?.Pem, CertificateSha256 = trust?.Fingerprint };
    }
}
