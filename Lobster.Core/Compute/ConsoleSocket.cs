namespace Lobster.Core.Compute;

/// <summary>A WebSocket that a browser could not open by itself. Secret as a whole.</summary>
/// <param name="Address">ws or wss.</param>
public sealed record ConsoleSocket(Uri Address)
{
    /// <summary>Sub-protocols to offer, in order; may carry the credential.</summary>
    public IReadOnlyList<string> SubProtocols { get; init; } = [];

    /// <summary>Extra request headers, Origin included where the provider insists.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>The Cookie header; null for none.</summary>
    public string? Cookie { get; init; }

    /// <summary>PEM certificates to trust besides the system's; null for none.</summary>
    public string? CaPem { get; init; }

    /// <summary>SHA-256 of the server certificate in upper-case hex, trusted alone whatever its chain; null for none.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>What keeps the session alive; null: nothing needs to.</summary>
    public ConsoleRenewal? Renewal { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"socket at {Address.Host}";

    private static readonly Dictionary<string, string> NoHeaders = [];
}
