namespace Lobster.Backends.Compute.Linode;

/// <summary>What a Linode region is set to; <see cref="LinodeFields"/> tells what each is.</summary>
/// <param name="Region">Linode's region id, such as <c>us-east</c>.</param>
internal sealed record LinodeOptions(string Region)
{
    /// <summary>Linode's word for the older network, whose addresses come and go by the API's <c>/ips</c>.</summary>
    public const string LegacyInterfaces = "legacy_config";

    /// <summary>Linode's word for the newer network.</summary>
    public const string LinodeInterfaces = "linode";

    /// <summary>Whether machines get an address of the private network.</summary>
    public bool PrivateAddress { get; init; }

    /// <summary>Which kind of network machines get: <see cref="LegacyInterfaces"/> or <see cref="LinodeInterfaces"/>.</summary>
    public string Interfaces { get; init; } = LegacyInterfaces;

    /// <summary>Whether Linode has granted this account public addresses beyond the first.</summary>
    public bool MoreAddresses { get; init; }

    /// <summary>Reads checked options.</summary>
    public static LinodeOptions Read(StoredOptions options) => new(options.Text("region").ToLowerInvariant())
    {
        PrivateAddress = options.Flag("privateAddress"), Interfaces = options.Text("interfaces"), MoreAddresses = options.Flag("moreAddresses"),
    };
}
