namespace Lobster.Backends.Http;

/// <summary>Where and how one region's provider is spoken to.</summary>
/// <param name="Provider">The provider's stable type name; names log lines and metrics.</param>
/// <param name="Address">The API's root; paths of calls are relative to it.</param>
internal sealed record ProviderEndpoint(string Provider, Uri Address)
{
    /// <summary>How long one request may take. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which servers are believed; null: those that the system believes.</summary>
    public TlsTrust? Trust { get; init; }

    /// <summary>How long an unused connection is kept; null: as long as usual. For servers that close theirs sooner.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>
    /// Tells a failure that says for certain what is wrong, although its status is that of a server which is unwell: it is not worth asking again. Null: none does.
    /// </summary>
    public Func<HttpResponseMessage, bool>? IsFinal { get; init; }

    /// <summary>Whether requests of one <see cref="Credential"/> go out one after another: for signatures that must arrive in the order in which they were made.</summary>
    public bool IsSerial { get; init; }

    /// <summary>What the provider allows to one credential; null: no limit is kept.</summary>
    public RequestRate? Rate { get; init; }

    /// <summary>Names the credential that <see cref="Rate"/> is counted for, without telling it; regions of one credential share its bucket.</summary>
    public string Credential { get; init; } = "";
}
