using Lobster.Core.SshKeys;

namespace Lobster.Core.VirtualMachines;

/// <summary>An SSH key to choose.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="LastUsedAt">When a machine was last created with it.</param>
public sealed record KeyChoice(SshKeyId Id, string Name, string Fingerprint, Instant? LastUsedAt);
