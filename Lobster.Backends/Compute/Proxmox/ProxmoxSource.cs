using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What a machine's disk is made of.</summary>
/// <param name="Node">Where it is, and so where the machine is made.</param>
/// <param name="Kind">A disk to copy, or a medium to boot beside an empty disk.</param>
/// <param name="Volume">The disk of a template, or a file.</param>
internal sealed record ProxmoxSource(string Node, ImageKind Kind, string Volume)
{
    /// <summary>The size of the disk that is copied, in GB; null when not known before.</summary>
    public int? DiskGb { get; init; }

    /// <summary>The configuration of the template, whose hardware the image expects; null: of no template.</summary>
    public ProxmoxConfig? Hardware { get; init; }

    /// <summary>The boot order of a machine.</summary>
    public string Boot => Kind == ImageKind.Iso ? $"order={ProxmoxConfig.MainDisk};ide2" : $"order={ProxmoxConfig.MainDisk}";

    /// <summary>The disk, as the configuration of a drive says it.</summary>
    public string Drive(string storage, int gb) =>
        Kind == ImageKind.Iso ? string.Create(CultureInfo.InvariantCulture, $"{storage}:{gb}") : $"{storage}:0,import-from={Volume}";

    /// <summary>The second drive: the medium, or what cloud-init reads.</summary>
    public string Second(string storage) => Kind == ImageKind.Iso ? $"{Volume},media=cdrom" : $"{storage}:cloudinit";
}
