using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// Work that the panel follows. A task says only what is wanted and which of the provider's tasks is waited for; the next step follows from how the machine is
/// then, so that a step which is begun twice does no harm. A closed family, stored as JSON.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Making), "make")]
[JsonDerivedType(typeof(Reimaging), "reimage")]
[JsonDerivedType(typeof(Resizing), "resize")]
[JsonDerivedType(typeof(Deleting), "delete")]
[JsonDerivedType(typeof(Starting), "start")]
[JsonDerivedType(typeof(Stopping), "stop")]
[JsonDerivedType(typeof(Restarting), "restart")]
[JsonDerivedType(typeof(Imaging), "image")]
[JsonDerivedType(typeof(Fetching), "fetch")]
[JsonDerivedType(typeof(Forgetting), "forget")]
[JsonDerivedType(typeof(Addressing), "address")]
internal abstract record ProxmoxTask
{
    private ProxmoxTask()
    {
    }

    /// <summary>The provider's task that is waited for; null: none.</summary>
    public string? Upid { get; init; }

    /// <summary>A machine that has its disk, or gets it, and is then to grow it and to start.</summary>
    public sealed record Making(int Vm) : ProxmoxTask;

    /// <summary>A machine whose disk is exchanged.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Old">The volume that goes; null: it went already.</param>
    /// <param name="Disk">What comes, as the configuration of a drive says it.</param>
    public sealed record Reimaging(int Vm, string? Old, string Disk) : ProxmoxTask;

    /// <summary>A machine that gets another size.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Cores">Processors.</param>
    /// <param name="RamMb">RAM in MB.</param>
    /// <param name="DiskGb">Disk in GB.</param>
    /// <param name="Failure">Why it keeps its old size and is only started again; null: it does not.</param>
    public sealed record Resizing(int Vm, int Cores, int RamMb, int DiskGb, string? Failure = null) : ProxmoxTask;

    /// <summary>A machine that is stopped and then removed.</summary>
    public sealed record Deleting(int Vm) : ProxmoxTask;

    /// <summary>A machine that is to run.</summary>
    public sealed record Starting(int Vm) : ProxmoxTask;

    /// <summary>A machine that is to be off, by pulling the plug where asking did not help.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="IsCut">Whether the plug was pulled already.</param>
    public sealed record Stopping(int Vm, bool IsCut) : ProxmoxTask;

    /// <summary>A machine that restarts.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="IsReset">Whether reset was pressed; else the guest was asked, and reset is pressed when it does not obey.</param>
    public sealed record Restarting(int Vm, bool IsReset) : ProxmoxTask;

    /// <summary>A copy of a machine's disk that becomes a template.</summary>
    public sealed record Imaging(int Vm) : ProxmoxTask;

    /// <summary>A file that is fetched.</summary>
    /// <param name="Volume">What it will be.</param>
    public sealed record Fetching(string Volume) : ProxmoxTask;

    /// <summary>An image that is deleted, template or file.</summary>
    /// <param name="Image">Its id.</param>
    public sealed record Forgetting(string Image) : ProxmoxTask;

    /// <summary>An address that was given to a machine and must be nobody else's.</summary>
    public sealed record Addressing(int Vm, string Address) : ProxmoxTask;
}
