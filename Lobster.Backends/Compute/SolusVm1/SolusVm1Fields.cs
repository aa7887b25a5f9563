using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>The form of a SolusVM 1 region.</summary>
internal static class SolusVm1Fields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "Address of the master") { Required = true, Help = "For example https://master.example.com:5656/. Port 5353 speaks plain HTTP: the key would travel in the clear." },
        new("apiId", "API ID", OptionKind.Secret) { Required = true, Help = "SolusVM's admin area, Configuration, API Access. Allow the address of this panel there." },
        new("apiKey", "API key", OptionKind.Secret) { Required = true, Help = "Shown beside the ID." },
        new("virtType", "Virtualisation", OptionKind.Choice)
        {
            Default = SolusVm1Type.Kvm.Name, Help = "A region has machines of one type; add a region for each.",
            Choices = [new("kvm", "KVM"), new("xen hvm", "Xen HVM"), new("xen", "Xen"), new("openvz", "OpenVZ")],
        },
        new("nodeGroup", "Node group") { Help = "Where machines are made, as the master knows it. Either this or a node." },
        new("node", "Node") { Help = "The name of the one node on which machines are made." },
        new("username", "Client") { Required = true, Help = "The SolusVM client that owns all machines of this panel. It must exist." },
        new("plan", "Plan") { Required = true, Help = "The SolusVM plan of machines whose size names none. It must exist; memory, disk and processors are set by the panel all the same." },
        new("console", "Screen", OptionKind.Choice)
        {
            Default = "socket", Help = "The port is not encrypted.", Choices = [new("socket", "WebSocket, where the master has one"), new("port", "VNC port")],
        },
        CommonFields.Timeout,
        CommonFields.Trust,
    ];
}
