namespace Lobster.Core.Regions;

/// <summary>A region as its form shows it. Secrets are named, never told.</summary>
/// <param name="Row">What the list shows.</param>
/// <param name="SortOrder">Place in lists.</param>
/// <param name="Options">Plain options.</param>
/// <param name="SecretKeys">Which secrets are set.</param>
/// <param name="SecretsSetAt">When they were set.</param>
/// <param name="SecretsSetBy">By whom.</param>
/// <param name="IsTypeFixed">Whether it has had machines, which fixes its backend.</param>
/// <param name="Images">Public images that it lists.</param>
/// <param name="Plans">Plans that can be bought there.</param>
/// <param name="Version">To be handed back on saving.</param>
public sealed record RegionDetail(
    RegionRow Row, int SortOrder, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> SecretKeys, Instant? SecretsSetAt, string? SecretsSetBy,
    bool IsTypeFixed, int Images, int Plans, long Version)
{
    /// <summary>Which bytes count against the transfer pool.</summary>
    public TransferDirection TransferCounts { get; init; }
}
