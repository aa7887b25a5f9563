using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Makes Luna Node backends.</summary>
internal sealed class LunaNodeFactory(ProviderClients clients, LunaNodeReplays replays, TimeProvider time) : ProviderFactory
{
    private const int IdLength = 16;
    private const int KeyLength = 128;

    // Luna Node tells no limit, and a list takes a request for each machine.
    private static readonly RequestRate Rate = new(10, TimeSpan.FromSeconds(1), 20);

    public override string Type => "lunanode";

    public override string DisplayName => "Luna Node";

    public override IReadOnlyList<OptionField> OptionFields => LunaNodeFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull("apiId") is { } id && !IsCredential(id, IdLength)) problems["apiId"] = "An API ID has 16 characters and no spaces.";
        if (options.TextOrNull("apiKey") is { } key && !IsCredential(key, KeyLength)) problems["apiKey"] = "An API key has 128 characters and no spaces.";
        if (!options.Text("region").All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) problems["region"] = "Enter Luna Node's name of the region, such as toronto.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("Luna Node", options.Address("address"))
        {
            Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("apiId", "apiKey"),
        };
        var signer = new LunaNodeSigner(options.Text("apiId"), options.Text("apiKey"), replays, time);
        var http = clients.Create(endpoint, new LunaNodeFaults(), signTry: signer.SignAsync);
        return new LunaNodeBackend(options.Installation, LunaNodeOptions.Read(options), new LunaNodeClient(http), time);
    }

    // A text that is cut short is noticed here; whether a longer one is right only Luna Node knows.
    private static bool IsCredential(string text, int length) => text.Length >= length && text.All(c => c is > ' ' and <= '~');
}
