using Lobster.Core.Accounts;

namespace Lobster.Core.SshKeys;

/// <summary>A public key that an account puts on its machines.</summary>
public sealed class SshKey
{
    /// <summary>The key's number.</summary>
    public SshKeyId Id { get; set; }

    /// <summary>The owner.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>One OpenSSH line without its comment ("ssh-ed25519 AAAA…").</summary>
    public required string PublicKey { get; set; }

    /// <summary>"SHA256:…", unique within the account.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>When it was added.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When a machine was last created with it.</summary>
    public Instant? LastUsedAt { get; set; }
}
