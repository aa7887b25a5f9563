namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>The size that a machine goes to.</summary>
/// <param name="Plan">The size's slug.</param>
/// <param name="GrowTo">The disk in GB when it grows too, which cannot be taken back; null: it stays as it is.</param>
internal sealed record DigitalOceanGoal(string Plan, int? GrowTo)
{
    /// <summary>Whether a machine has it.</summary>
    public bool IsReachedBy(DigitalOceanDroplet vm) => vm.SizeSlug == Plan && (GrowTo is null || vm.Disk >= GrowTo);
}
