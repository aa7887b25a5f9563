namespace Lobster.Core.Compute;

/// <summary>What "test connection" found out.</summary>
/// <param name="Identity">Whom the provider takes us for: account, project or user. No secret.</param>
/// <param name="Latency">How long the provider took for one plain read.</param>
public sealed record BackendCheck(string Identity, TimeSpan Latency)
{
    /// <summary>The provider's limits that are known, for the admin.</summary>
    public IReadOnlyList<BackendLimit> Limits { get; init; } = [];

    /// <summary>What works but will hurt: a right that is missing, a balance that is low, a clock that is off. One sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
