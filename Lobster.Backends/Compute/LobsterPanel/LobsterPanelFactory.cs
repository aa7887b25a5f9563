using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>Makes backends that buy machines from another Lobster.</summary>
internal sealed class LobsterPanelFactory(ProviderClients clients, LobsterPanelNonces nonces, TimeProvider time) : ProviderFactory
{
    private const int IdLength = 16;
    private const int KeyLength = 128;

    // The other panel sets no limit, and a list takes a request for each machine.
    private static readonly RequestRate Rate = new(20, TimeSpan.FromSeconds(1), 40);

    public override string Type => "lobster";

    public override string DisplayName => "Another Lobster";

    public override IReadOnlyList<OptionField> OptionFields => LobsterPanelFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull("address") is { } address && !problems.ContainsKey("address") && !options.Address("address").AbsolutePath.EndsWith("/api/", StringComparison.Ordinal))
            problems["address"] = $"The address ends with /api/, as in {address.TrimEnd('/')}/api/.";
        if (options.TextOrNull("apiId") is { } id && !IsCredential(id, IdLength)) problems["apiId"] = "An API ID has 16 characters and no spaces.";
        if (options.TextOrNull("apiKey") is { } key && !IsCredential(key, KeyLength)) problems["apiKey"] = "An API key has 128 characters and no spaces.";
        if (options.TextOrNull("currency") is { } currency && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper))) problems["currency"] = "Enter three capital letters, such as USD.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("Lobster", options.Address("address"))
        {
            Timeout = options.Seconds("timeoutSeconds"), Trust = options.Trust, Rate = Rate, Credential = options.Credential("address", "apiId"), IsSerial = true,
        };
        var signer = new LobsterPanelSigner(options.Text("apiId"), options.Text("apiKey"), nonces, time);
        // Another program with the same key may have overtaken us; a 401 says that nothing was done.
        var http = clients.Create(endpoint, new LobsterPanelFaults(), signTry: signer.SignAsync, renew: (_, _) => ValueTask.FromResult(true));
        return new LobsterPanelBackend(options.Installation, LobsterPanelOptions.Read(options), new LobsterPanelClient(http), time);
    }

    // A text that is cut short is noticed here; whether a longer one is right only the other panel knows.
    private static bool IsCredential(string text, int length) => text.Length >= length && text.All(c => c is > ' ' and <= '~' and not ':');
}
