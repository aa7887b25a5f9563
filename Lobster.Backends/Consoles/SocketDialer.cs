using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Consoles;

/// <summary>Opens a provider's WebSocket with all that it insists on.</summary>
internal static class SocketDialer
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(20);

    /// <summary>Connects; the stream makes a message of each write and ends with the socket.</summary>
    /// <param name="to">Where and how.</param>
    /// <param name="kind">Of the messages that are sent.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    public static async Task<Stream> ConnectAsync(ConsoleSocket to, WebSocketMessageType kind, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            Prepare(socket.Options, to);
            await socket.ConnectAsync(to.Address, cancellationToken);
            return WebSocketStream.Create(socket, kind, ownsWebSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Prepare(ClientWebSocketOptions options, ConsoleSocket to)
    {
        options.KeepAliveInterval = SignOfLife;
        options.KeepAliveTimeout = SignOfLife;
        foreach (var protocol in to.SubProtocols) options.AddSubProtocol(protocol);
        foreach (var (name, value) in to.Headers) options.SetRequestHeader(name, value);
        if (to.Cookie is { } cookie) options.SetRequestHeader("Cookie", cookie);
        if (TlsTrust.Parse(to.CertificateSha256 ?? to.CaPem) is not { } trust) return;
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors == SslPolicyErrors.None && to.CertificateSha256 is null) || trust.Believes(certificate as X509Certificate2, errors);
    }
}
