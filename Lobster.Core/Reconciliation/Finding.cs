using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Reconciliation;

/// <summary>One disagreement between a region's backend and the panel. Of those that are not over there is one per region, kind and backend id.</summary>
public sealed class Finding
{
    /// <summary>The finding's number.</summary>
    public FindingId Id { get; set; }

    /// <summary>Where.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>In what way they disagree.</summary>
    public FindingKind Kind { get; set; }

    /// <summary>What the backend calls the machine.</summary>
    public required string BackendId { get; set; }

    /// <summary>Its name at the backend; of a ghost its name in the panel.</summary>
    public required string Name { get; set; }

    /// <summary>Where the finding is.</summary>
    public FindingState State { get; set; }

    /// <summary>The panel's machine: the charged one, the one an orphan was made for, the one it was adopted as; null when there is none.</summary>
    public VmId? VmId { get; set; }

    /// <summary>An orphan's create token; null when only the installation's mark was found.</summary>
    public Guid? Token { get; set; }

    /// <summary>In what a machine differs; <see cref="DifferenceParts.None"/> for other kinds.</summary>
    public DifferenceParts Parts { get; set; }

    /// <summary>Virtual processors at the backend; null when not told.</summary>
    public int? VCpus { get; set; }

    /// <summary>Memory in MB at the backend; null when not told.</summary>
    public int? RamMb { get; set; }

    /// <summary>Disk in GB at the backend; null when not told.</summary>
    public int? DiskGb { get; set; }

    /// <summary>The backend's own size id; null when not told.</summary>
    public string? SizeId { get; set; }

    /// <summary>The plan of exactly that size; null when there is none.</summary>
    public PlanId? PlanId { get; set; }

    /// <summary>What an hour of it is worth: an orphan's cost, a difference's loss (negative: the customer pays too much); zero when not known.</summary>
    public Money Hourly { get; set; }

    /// <summary>The money at stake: an orphan's cost since it was first seen, a ghost's charges since it was last listed, a difference's loss; zero when not known.</summary>
    public Money AtStake { get; set; }

    /// <summary>When it was first found (business clock).</summary>
    public Instant FirstSeen { get; set; }

    /// <summary>When it was last found (business clock).</summary>
    public Instant LastSeen { get; set; }

    /// <summary>When a ghost was last known to exist (business clock); null for other kinds.</summary>
    public Instant? LastListed { get; set; }

    /// <summary>In how many complete listings a ghost was missing; 0 for other kinds.</summary>
    public int Missed { get; set; }

    /// <summary>Until when a ghost is left alone (business clock); null for other kinds and states.</summary>
    public Instant? QuietUntil { get; set; }

    /// <summary>When an orphan's deletion is tried again (system clock); null unless it is being removed.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Why the last try to delete an orphan failed; null when none did.</summary>
    public string? Problem { get; set; }

    /// <summary>Which user acted last; null when nobody did.</summary>
    public long? ActedBy { get; set; }

    /// <summary>When it was over (business clock); null while it is not.</summary>
    public Instant? ResolvedAt { get; set; }

    /// <summary>How it ended; null while it has not.</summary>
    public FindingEnd? Ended { get; set; }

    /// <summary>For optimistic concurrency of two admins and the sweep.</summary>
    public long Version { get; set; }

    /// <summary>Ends it.</summary>
    internal void Resolve(FindingEnd end, Instant now)
    {
        (State, Ended, ResolvedAt, DueAt, QuietUntil) = (FindingState.Resolved, end, now, null, null);
        Version++;
    }
}
