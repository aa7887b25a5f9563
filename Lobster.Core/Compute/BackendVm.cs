namespace Lobster.Core.Compute;

/// <summary>A machine as the backend has it. Null always means "not told", never zero or none.</summary>
/// <param name="Id">The backend's id, at most 255 characters; survives rename, resize, reimage and migration.</param>
/// <param name="Name">Its name there.</param>
public sealed record BackendVm(string Id, string Name)
{
    /// <summary>The power state; never null from a backend.</summary>
    public PowerState? Power { get; init; }

    /// <summary>The provider's own word for the state, for display and logs.</summary>
    public string? RawState { get; init; }

    /// <summary>Who made it; null for a foreign machine.</summary>
    public VmMark? Mark { get; init; }

    /// <summary>When it was made.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>The backend's plan id.</summary>
    public string? PlanId { get; init; }

    /// <summary>The backend's id of the image it was made from.</summary>
    public string? ImageId { get; init; }

    /// <summary>Virtual processors.</summary>
    public int? VCpus { get; init; }

    /// <summary>RAM in MB.</summary>
    public int? RamMb { get; init; }

    /// <summary>Disk in GB.</summary>
    public int? DiskGb { get; init; }

    /// <summary>Its addresses, main one first; empty means it has none yet.</summary>
    public IReadOnlyList<VmAddress>? Addresses { get; init; }

    /// <summary>Why it is in <see cref="PowerState.Error"/> or held; fit for the customer.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// How to follow the creation of this machine to its end where nobody holds what <see cref="IComputeBackend.CreateAsync"/> answered. Told by
    /// <see cref="IComputeBackend.FindByTokenAsync"/> alone; null: watch it until it runs.
    /// </summary>
    public BackendChange? Creation { get; init; }

    /// <summary>
    /// Capabilities that the backend has and this machine has not, each with the sentence that the UI shows. Empty: all.
    /// Filled by Get; listings may leave it empty.
    /// </summary>
    public IReadOnlyDictionary<Capability, string> Restrictions { get; init; } = NoRestrictions;

    private static readonly Dictionary<Capability, string> NoRestrictions = [];
}
