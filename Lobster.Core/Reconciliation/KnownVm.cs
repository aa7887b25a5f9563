using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Reconciliation;

/// <summary>A machine of the panel as the comparison needs it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RegionId">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lifecycle">Where it is in its life.</param>
/// <param name="BackendId">What the backend calls it.</param>
/// <param name="Token">Its create token.</param>
/// <param name="PlanId">Its size.</param>
/// <param name="HourlyRate">What it costs.</param>
/// <param name="IsBusy">It has an open operation.</param>
/// <param name="ChangedAt">When it was asked for, came up, was deleted or an operation on it ended, whichever was last (business clock).</param>
/// <param name="ProvenAt">When it last certainly existed, as far as its operations tell (business clock).</param>
internal sealed record KnownVm(
    VmId Id, RegionId RegionId, string Name, VmLifecycle Lifecycle, string? BackendId, Guid Token, PlanId PlanId, Money HourlyRate, bool IsBusy,
    Instant ChangedAt, Instant ProvenAt)
{
    /// <summary>Somebody pays for it, or it is on its way in or out.</summary>
    public bool IsLiving => Lifecycle is VmLifecycle.Provisioning or VmLifecycle.Active or VmLifecycle.Deleting;

    /// <summary>Whether it may be judged by a listing that began at a moment.</summary>
    public bool IsQuiet(Instant began, TimeSpan young) => !IsBusy && ChangedAt <= began - young;
}
