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
        new("timeoutSeconds", "Seconds to wait for an answer", OptionKind.Number) { Default = "30", Min = 5, Max = 300, Help = "Lists of many machines may take a while." },
        new("address", "API address") { Default = VultrOptions.DefaultAddress, Help = "Only for a proxy or a test server." },
    ];
}
