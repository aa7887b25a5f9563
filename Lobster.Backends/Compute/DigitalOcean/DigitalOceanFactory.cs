using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Makes DigitalOcean backends.</summary>
internal sealed class DigitalOceanFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // A token may ask 250 times a minute and 5,000 times an hour. This bucket never gives more than 186 in a minute and 4,080 in an hour, and so keeps
    // both, with a share left for other programs of the token.
    private static readonly RequestRate Rate = new(66, TimeSpan.FromMinutes(1), 120);

    public override string Type => "digitalocean";

    public override string DisplayName => "DigitalOcean";

    public override IReadOnlyList<OptionField> OptionFields => DigitalOceanFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (!options.Text("region").All(char.IsAsciiLetterOrDigit)) problems["region"] = "Enter DigitalOcean's slug of the region, such as nyc3.";
        if (options.Text("token").Any(c => c is < '!' or > '~')) problems["token"] = "A token has no spaces and no special letters.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("DigitalOcean", options.Address("address")) { Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("token") };
        var http = clients.Create(endpoint, new DigitalOceanFaults(time), Bearer(options.Text("token")));
        return new DigitalOceanBackend(options.Installation, DigitalOceanOptions.Read(options), new DigitalOceanClient(http), time);
    }
}
