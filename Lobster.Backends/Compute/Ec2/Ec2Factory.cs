using Amazon;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Makes EC2 backends.</summary>
internal sealed class Ec2Factory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // AWS has a bucket for each account, region and kind of action (Amazon EC2 API Reference, "Request throttling"): the smallest for what sweeps ask refills with
    // ten a second up to fifty. Whoever else uses the account has a share of its own in none of them.
    private static readonly RequestRate Rate = new(8, TimeSpan.FromSeconds(1), 40);

    // GetMetricStatistics: 400 a second.
    private static readonly RequestRate MetricsRate = new(40, TimeSpan.FromSeconds(1), 100);

    public override string Type => "ec2";

    public override string DisplayName => "Amazon EC2";

    public override IReadOnlyList<OptionField> OptionFields => Ec2Fields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (!options.Text("region").All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) problems["region"] = "Enter AWS's name of the region, such as eu-central-1.";
        if (options.Text("accessKeyId").Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) problems["accessKeyId"] = "An access key id has letters and digits only.";
        if (options.TextOrNull("subnet") is { } subnet && !subnet.StartsWith("subnet-", StringComparison.Ordinal)) problems["subnet"] = "Enter the id of the subnet, which begins with subnet-.";
        if (Ec2Options.Names(options.Text("securityGroups")).Any(g => !g.StartsWith("sg-", StringComparison.Ordinal))) problems["securityGroups"] = "Enter ids of security groups, which begin with sg-.";
        if (options.TextOrNull("metricsAddress") is { } metrics && (!Uri.TryCreate(metrics, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0))
            problems["metricsAddress"] = "Enter an address that begins with https://.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var region = Ec2Options.RegionOf(options);
        var compute = options.TextOrNull("address") is null ? Own("ec2", region) : options.Address("address");
        var metrics = options.TextOrNull("metricsAddress") is not null ? options.Address("metricsAddress") : options.TextOrNull("address") is null ? Own("monitoring", region) : compute;
        var client = new Ec2Client(Ec2Sdk.Open(Http(options, compute, "ec2", Rate), compute, region));
        return new Ec2Backend(options.Installation, Ec2Options.Read(options), client, new Ec2Metrics(Http(options, metrics, "monitoring", MetricsRate)), time);
    }

    private ProviderClient Http(StoredOptions options, Uri address, string service, RequestRate rate)
    {
        var endpoint = new ProviderEndpoint(Ec2Client.Provider, address)
        {
            Timeout = options.Seconds("timeoutSeconds"), Trust = options.Trust, Rate = rate, Credential = options.Credential("accessKeyId", "region", "address"),
        };
        var signer = new Ec2Signer(options.Text("accessKeyId"), options.Text("secretAccessKey"), Ec2Options.RegionOf(options), service, time);
        return clients.Create(endpoint, new Ec2Faults(), signTry: signer.SignAsync);
    }

    // China and the like have domains of their own.
    private static Uri Own(string service, string region) => new($"https://{service}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}/");
}
