using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>One machine with all that its page shows.</summary>
/// <param name="Row">What a list would show of it.</param>
/// <param name="AccountId">Who pays.</param>
/// <param name="RegionId">Where it runs.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record VmDetail(VmRow Row, AccountId AccountId, RegionId RegionId, PlanFacts Plan, Instant CreatedAt)
{
    /// <summary>When it first ran.</summary>
    public Instant? ReadyAt { get; init; }

    /// <summary>When its deletion was accepted, and billing ended.</summary>
    public Instant? DeleteRequestedAt { get; init; }

    /// <summary>When the backend confirmed that it is gone.</summary>
    public Instant? DeletedAt { get; init; }

    /// <summary>Names of the keys it was created with.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>Whether a password waits to be shown once.</summary>
    public bool HasLogin { get; init; }

    /// <summary>Whether the suspension stopped it, so that it starts again when that ends.</summary>
    public bool StoppedBySuspension { get; init; }

    /// <summary>When billing began; null before the backend accepted it.</summary>
    public Instant? BillingStart { get; init; }

    /// <summary>Up to when it is charged.</summary>
    public Instant? ChargedUntil { get; init; }

    /// <summary>Minutes of an interval; null before billing began.</summary>
    public int? IntervalMinutes { get; init; }

    /// <summary>Lines of today and yesterday (UTC), oldest first.</summary>
    public IReadOnlyList<VmChargeLine> Lines { get; init; } = [];

    /// <summary>Images that were made of it, newest first.</summary>
    public IReadOnlyList<VmSnapshot> Snapshots { get; init; } = [];

    /// <summary>The last operation if it failed.</summary>
    public OperationView? Failed { get; init; }

    /// <summary>What it cannot do, and why; what is not named it can.</summary>
    public IReadOnlyDictionary<Capability, Refusal> Missing { get; init; } = new Dictionary<Capability, Refusal>();

    /// <summary>Why it cannot do something; null when it can.</summary>
    /// <param name="capability">What.</param>
    public Refusal? WhyNot(Capability capability) => Missing.GetValueOrDefault(capability);
}
