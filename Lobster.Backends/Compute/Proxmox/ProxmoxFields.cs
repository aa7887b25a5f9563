using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>The form of a Proxmox VE region.</summary>
internal static class ProxmoxFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "Server") { Required = true, Help = "Address of a node or of a proxy before the cluster, such as https://pve.example.org:8006." },
        CommonFields.Trust,
        new("tokenId", "API token") { Help = "User, realm and name of the token, such as lobster@pve!panel. Leave it empty to log in with the password instead." },
        new("tokenSecret", "Secret of the token", OptionKind.Secret) { Help = "Shown once by Proxmox VE when the token is made." },
        new("user", "User") { Help = "With realm and without a second factor, such as lobster@pve. Consoles need it, since they do not open with a token." },
        new("password", "Password of the user", OptionKind.Secret),
        new("storage", "Storage of disks") { Required = true, Help = "Where machines get their disks, such as local-lvm." },
        new("imageStorage", "Storage of images") { Required = true, Help = "With ISO and import files, such as local. Fetched images go there." },
        new("bridge", "Bridge") { Default = "vmbr0", Help = "The network that machines are connected to." },
        new("addresses", "Addresses", OptionKind.Multiline)
        {
            Help = "IPv4 addresses that belong to this panel alone, a range on each line, such as 192.0.2.10-192.0.2.250/24 192.0.2.1, the last being the gateway. Empty: machines ask DHCP.",
        },
        new("ipv6", "IPv6", OptionKind.Choice)
        {
            Default = "none", Help = "How machines get an IPv6 address.", Choices = [new("none", "Not at all"), new("auto", "Router advertisements (SLAAC)"), new("dhcp", "DHCPv6")],
        },
        new("nameservers", "Name servers") { Help = "Addresses with spaces between them. Empty: those of the host." },
        new("guestUser", "User in guests") { Help = "The user that gets the SSH keys. Empty: the image's default user." },
        new("node", "Node") { Help = "Machines are made on this node only. Empty: on the one with the most free memory." },
        new("pool", "Resource pool") { Help = "Machines are put into it, and no others are seen. Needed where several regions or programs share the cluster." },
        new("firstNumber", "Lowest machine number", OptionKind.Number) { Default = "100000", Min = 100, Max = 999_999_999 },
        new("lastNumber", "Highest machine number", OptionKind.Number)
        {
            Default = "999999999", Min = 100, Max = 999_999_999, Help = "Numbers are taken at random from this range, so that one is never used again for another machine.",
        },
        new("startWithHost", "Start with the host", OptionKind.Switch) { Default = "false", Help = "Machines start when their node does, suspended ones too." },
        new("shutdownSeconds", "Seconds a guest may take to shut down", OptionKind.Number)
        {
            Default = "60", Min = 0, Max = 900, Help = "After that its power is cut, so that a stopped machine is stopped. 0 cuts it at once.",
        },
        CommonFields.Timeout,
    ];
}
