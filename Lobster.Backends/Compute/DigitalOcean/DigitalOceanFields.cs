using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>The form of a DigitalOcean region.</summary>
internal static class DigitalOceanFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("token", "API token", OptionKind.Secret)
        {
            Required = true,
            Help = "DigitalOcean's control panel, API, Tokens. Full access, or custom scopes: all of droplet, image, snapshot, ssh_key, reserved_ip and tag; read of account, actions, regions, sizes, vpc and monitoring.",
        },
        new("region", "Region") { Required = true, Help = "DigitalOcean's slug of the place, such as nyc3 (New York) or ams3 (Amsterdam)." },
        new("ipv6", "IPv6", OptionKind.Switch) { Default = "true", Help = "Machines get an IPv6 address too, at no cost." },
        new("monitoring", "Monitoring agent", OptionKind.Switch)
        {
            Default = "true", Help = "DigitalOcean installs its agent in the guest. Without it transfer may not be told, and what is not told is not charged.",
        },
        new("shutdownSeconds", "Seconds a guest may take to shut down", OptionKind.Number)
        {
            Default = "60", Min = 0, Max = 900, Help = "After that its power is cut, so that a stopped machine is stopped. 0 cuts it at once.",
        },
        CommonFields.Timeout,
        CommonFields.Address("https://api.digitalocean.com/"),
    ];
}
