using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>A region to choose.</summary>
/// <param name="Id">The region.</param>
/// <param name="Name">Its name.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Plans">What is sold there, with prices.</param>
public sealed record RegionChoice(RegionId Id, string Name, string Location, IReadOnlyList<PlanFacts> Plans)
{
    /// <summary>Why it takes no machines; null when it does.</summary>
    public Refusal? Closed { get; init; }

    /// <summary>Whether it takes first-boot data.</summary>
    public bool TakesUserData { get; init; } = true;

    /// <summary>Whether it takes SSH keys.</summary>
    public bool TakesSshKeys { get; init; } = true;

    /// <summary>Whether a resize may make the disk smaller.</summary>
    public bool CanShrinkDisk { get; init; }

    /// <summary>Whether a resize stops the machine for a while.</summary>
    public bool ResizeInterrupts { get; init; }
}
