using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Consoles;

/// <summary>The key that an SSH host showed when a machine's console was first opened; any other is refused until an owner forgets it.</summary>
public sealed class VmHostKey
{
    /// <summary>Whose console.</summary>
    public VmId VmId { get; set; }

    /// <summary>Host and port.</summary>
    public required string Host { get; set; }

    /// <summary>Kind and SHA-256 as OpenSSH writes them, such as "ssh-ed25519 SHA256:…".</summary>
    public required string Key { get; set; }

    /// <summary>When it was first seen (system clock).</summary>
    public Instant FirstSeenAt { get; set; }
}
