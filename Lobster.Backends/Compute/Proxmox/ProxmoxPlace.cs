using System.Globalization;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Where a machine is now. Its number stays when it migrates; its node does not.</summary>
/// <param name="Node">The node.</param>
/// <param name="Vm">The machine's number.</param>
internal readonly record struct ProxmoxPlace(string Node, int Vm)
{
    /// <summary>The path of the machine, or of something of it.</summary>
    public string Path(string? below = null) =>
        string.Create(CultureInfo.InvariantCulture, $"nodes/{Uri.EscapeDataString(Node)}/qemu/{Vm}{(below is null ? "" : "/")}{below}");
}
