namespace Lobster.Core.Compute;

/// <summary>How big a machine shall be.</summary>
/// <param name="PlanId">
/// The backend's plan id. Null for a global plan: a backend with fixed sizes then takes the one of exactly these figures, or answers
/// <see cref="BackendErrorKind.Rejected"/>.
/// </param>
/// <param name="VCpus">Virtual processors.</param>
/// <param name="RamMb">RAM in MB.</param>
/// <param name="DiskGb">Disk in GB.</param>
public sealed record VmSize(string? PlanId, int VCpus, int RamMb, int DiskGb)
{
    /// <summary>The plan's free metadata, for what only this provider knows (a storage class, a disk offering).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = NoMetadata;

    private static readonly Dictionary<string, string> NoMetadata = [];
}
