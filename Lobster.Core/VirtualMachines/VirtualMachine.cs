using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>One virtual machine. Its row stays after deletion, because bills refer to it.</summary>
public sealed class VirtualMachine
{
    /// <summary>The machine's number.</summary>
    public VmId Id { get; set; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Where it runs.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>Its size.</summary>
    public PlanId PlanId { get; set; }

    /// <summary>What it was last imaged from; null for adopted machines.</summary>
    public ImageId? ImageId { get; set; }

    /// <summary>1 to 64 characters, also its host name.</summary>
    public required string Name { get; set; }

    /// <summary>The request that made it, unique: the same form sent twice makes one machine.</summary>
    public Guid RequestId { get; set; }

    /// <summary>The mark that the backend keeps on the machine, unique; a retry looks for it first.</summary>
    public Guid CreateToken { get; set; }

    /// <summary>What the backend calls it; null until the backend has accepted the create.</summary>
    public string? BackendId { get; set; }

    /// <summary>Where it is in its life.</summary>
    public VmLifecycle Lifecycle { get; set; }

    /// <summary>What the backend last said: one of the contract's names or, when unknown, its own text.</summary>
    public string PowerState { get; set; } = "unknown";

    /// <summary>When the backend last said so (system clock); null: never.</summary>
    public Instant? PowerStateAt { get; set; }

    /// <summary>What the customer last asked for.</summary>
    public DesiredPower DesiredPower { get; set; } = DesiredPower.On;

    /// <summary>What the panel decided; effective power is stopped while this is not <see cref="SuspensionKind.None"/>.</summary>
    public SuspensionKind Suspension { get; set; }

    /// <summary>Whether the suspension stopped it while its owner wanted it on; only then is it started when the suspension ends.</summary>
    public bool StoppedBySuspension { get; set; }

    /// <summary>What a full hour costs now at full power; also what the burn rate counts for it.</summary>
    public Money HourlyRate { get; set; }

    /// <summary>Addresses as the backend last listed them, as a JSON array of strings; the first is the main one.</summary>
    public string Addresses { get; set; } = "[]";

    /// <summary>First-boot data as given; null when none.</summary>
    public string? UserData { get; set; }

    /// <summary>A password that the backend made, encrypted; shown to the owner once and then emptied.</summary>
    public string? ProtectedPassword { get; set; }

    /// <summary>Why it is in error, in words for its owner.</summary>
    public string? Error { get; set; }

    /// <summary>When it was asked for (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it first ran (business clock); null until then.</summary>
    public Instant? ReadyAt { get; set; }

    /// <summary>When its deletion was accepted; billing ended then.</summary>
    public Instant? DeleteRequestedAt { get; set; }

    /// <summary>When the backend had confirmed that it is gone.</summary>
    public Instant? DeletedAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
