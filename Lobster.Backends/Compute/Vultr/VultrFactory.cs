using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Makes Vultr backends.</summary>
internal sealed class VultrFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // 30 a second from one address; half of it, since other programs may use the key too.
    private static readonly RequestRate Rate = new(15, TimeSpan.FromSeconds(1), 15);

    public override string Type => "vultr";

    public override string DisplayName => "Vultr";

    public override IReadOnlyList<OptionField> OptionFields => VultrFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (!options.Text("region").All(char.IsAsciiLetterOrDigit)) problems["region"] = "Enter Vultr's id of the region, such as ewr.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("Vultr", options.Address("address")) { Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("apiKey") };
        var http = clients.Create(endpoint, new VultrFaults(), Bearer(options.Text("apiKey")));
        return new VultrBackend(options.Installation, VultrOptions.Read(options), new VultrClient(http), time);
    }
}
