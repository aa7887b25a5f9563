using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Makes Linode backends.</summary>
internal sealed class LinodeFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // 800 in two minutes, but 200 a minute for lists; half of the first, since other programs may use the account too.
    private static readonly RequestRate Rate = new(200, TimeSpan.FromMinutes(1), 20);

    public override string Type => "linode";

    public override string DisplayName => "Linode (Akamai)";

    public override IReadOnlyList<OptionField> OptionFields => LinodeFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        // The region stands in a filter and in a path, so it is nothing but an id.
        if (!options.Text("region").All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) problems["region"] = "Enter Linode's id of the region, such as us-east.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("Linode", options.Address("address")) { Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("token") };
        var http = clients.Create(endpoint, new LinodeFaults(), Bearer(options.Text("token")));
        return new LinodeBackend(options.Installation, LinodeOptions.Read(options), new LinodeClient(http), time);
    }
}
