using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>The form of a Vultr region.</summary>
internal static class VultrFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("apiKey", "API key", OptionKind.Secret)
        {
            Required = true, Help = "Vultr's console, Account, API. Under Access Control there, allow the addresses of this panel, or all.",
        },
        new("region", "Region") { Required = true, Help = "Vultr's id of the place, such as ewr (New Jersey) or ams (Amsterdam)." },
        new("ipv6", "IPv6", OptionKind.Switch) { Default = "true", Help = "Machines get an IPv6 network too, at no cost." },
        CommonFields.Timeout,
        CommonFields.Address("https://api.vultr.com/"),
    ];
}
