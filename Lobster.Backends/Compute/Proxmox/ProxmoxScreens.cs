using System.Globalization;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Opens screens. Proxmox VE wants the proxy and the WebSocket of one user, whose ticket goes along as a cookie; a token does not do.</summary>
internal sealed class ProxmoxScreens(Uri root, TlsTrust? trust, ProxmoxSession session, ProxmoxClient client, TimeProvider time)
{
    // The proxy on the node waits so long for somebody to come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A way to the screen of a running machine.</summary>
    public async Task<ConsoleAccess> OpenAsync(ProxmoxPlace place, CancellationToken token)
    {
        var expires = Instant.From(time.GetUtcNow() + Patience);
        var proxy = await client.VncAsync(place, token);
        var ticket = await session.TicketAsync(token);
        var query = string.Create(CultureInfo.InvariantCulture, $"?port={proxy.Port}&vncticket={Uri.EscapeDataString(proxy.Ticket)}");
        var address = new UriBuilder(new Uri(root, place.Path("vncwebsocket"))) { Scheme = root.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeWs : Uri.UriSchemeWss, Query = query };
        var socket = new ConsoleSocket(address.Uri) { SubProtocols = ["binary"], Cookie = ticket.Cookie, CaPem = trust?.Pem, CertificateSha256 = trust?.Fingerprint };
        return new ConsoleAccess.VncWebSocket(socket, proxy.Password ?? proxy.Ticket) { ExpiresAt = expires };
    }
}
