using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>A machine as it is this moment.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Status">Its state.</param>
/// <param name="Config">Its configuration.</param>
internal sealed record ProxmoxMachine(ProxmoxPlace Place, ProxmoxStatus Status, ProxmoxConfig Config)
{
    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; } = Config.Tags;

    /// <summary>The panel's word for its state.</summary>
    public PowerState Power => ProxmoxStates.Of(Status.Status, Status.Qmpstatus, Status.Lock, Tags);

    /// <summary>The panel's id of it.</summary>
    public string Id => ProxmoxNumbers.Write(Place.Vm);

    /// <summary>The size of its disk in GB; null when not told.</summary>
    public int? DiskGb => Config.BootDisk is { } disk ? Config.SizeGb(disk) : null;

    /// <summary>Whether a tag is there.</summary>
    public bool Has(string tag) => ProxmoxTags.Has(Tags, tag);
}
