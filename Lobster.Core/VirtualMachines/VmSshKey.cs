using Lobster.Core.SshKeys;

namespace Lobster.Core.VirtualMachines;

/// <summary>A key that a machine was created with.</summary>
public sealed class VmSshKey
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>The key.</summary>
    public SshKeyId SshKeyId { get; set; }
}
