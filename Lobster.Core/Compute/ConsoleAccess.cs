using System.Text.Json.Serialization;

namespace Lobster.Core.Compute;

/// <summary>
/// A way to a machine's screen or terminal, good for one session and mostly for seconds. A closed family. All of it is secret: the
/// panel's proxy uses it and never hands it to the browser, except <see cref="Url"/>, which is opened as it is.
/// </summary>
[JsonDerivedType(typeof(Url), nameof(Url))]
[JsonDerivedType(typeof(VncTcp), nameof(VncTcp))]
[JsonDerivedType(typeof(VncWebSocket), nameof(VncWebSocket))]
[JsonDerivedType(typeof(SerialWebSocket), nameof(SerialWebSocket))]
[JsonDerivedType(typeof(Ssh), nameof(Ssh))]
public abstract record ConsoleAccess
{
    private ConsoleAccess()
    {
    }

    /// <summary>Until when it must be opened; null: not told.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Without what opens it, so that logging a record by accident leaks nothing.</summary>
    public sealed override string ToString() => $"{GetType().Name} console";

    /// <summary>The provider's own page. A relative address is a page of this panel.</summary>
    /// <param name="Address">Where it is, secrets included.</param>
    public sealed record Url(Uri Address) : ConsoleAccess;

    /// <summary>RFB on a TCP port.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">Port.</param>
    /// <param name="Password">The VNC password; null for none.</param>
    public sealed record VncTcp(string Host, int Port, string? Password) : ConsoleAccess;

    /// <summary>RFB in binary WebSocket messages.</summary>
    /// <param name="Socket">Where and how to connect.</param>
    /// <param name="Password">The VNC password; null for none.</param>
    public sealed record VncWebSocket(ConsoleSocket Socket, string? Password) : ConsoleAccess;

    /// <summary>A text terminal over a WebSocket.</summary>
    /// <param name="Socket">Where and how to connect.</param>
    /// <param name="Framing">How bytes, sizes and signs of life are packed.</param>
    public sealed record SerialWebSocket(ConsoleSocket Socket, SerialFraming Framing) : ConsoleAccess
    {
        /// <summary>The first message to send, where the framing has a log-in line; null for none.</summary>
        public string? Hello { get; init; }
    }

    /// <summary>A terminal reached by SSH.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">Port.</param>
    /// <param name="User">User name.</param>
    /// <param name="Password">Password; null: none was given.</param>
    /// <param name="HostKey">The host's public key line to insist on; null: not known.</param>
    public sealed record Ssh(string Host, int Port, string User, string? Password, string? HostKey = null) : ConsoleAccess
    {
        /// <summary>A private key that the backend made for this session, PEM; null for none. Without it and a password, whoever sits there is asked for one.</summary>
        public string? PrivateKey { get; init; }
    }
}
