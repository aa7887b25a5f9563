using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>The form of a Linode region.</summary>
internal static class LinodeFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("token", "Personal access token", OptionKind.Secret)
        {
            Required = true,
            Help = "Cloud Manager, profile, API Tokens, of a user with full account access. Read and write: Linodes, Images, IPs. Read: Account, Events.",
        },
        new("region", "Region") { Required = true, Help = "Linode's id of the place, such as us-east (Newark) or eu-central (Frankfurt)." },
        new("privateAddress", "Private address", OptionKind.Switch) { Default = "false", Help = "Machines get an address of the region's private network too." },
        new("interfaces", "Network", OptionKind.Choice)
        {
            Default = LinodeOptions.LegacyInterfaces, Help = "Addresses can be added and removed with the first only. An account may be set to allow only one of them.",
            Choices = [new(LinodeOptions.LegacyInterfaces, "Configuration profile interfaces"), new(LinodeOptions.LinodeInterfaces, "Linode interfaces")],
        },
        new("moreAddresses", "More public addresses", OptionKind.Switch)
        {
            Default = "false", Help = "Linode gives public IPv4 addresses and IPv6 ranges beyond the first only after a support ticket; switch this on once it has agreed.",
        },
        CommonFields.Timeout,
        CommonFields.Address("https://api.linode.com/"),
    ];
}
