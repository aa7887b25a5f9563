using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>What a plan's metadata may say about new machines. What is absent leaves the choice to Luna Node.</summary>
/// <param name="SecurityGroups"><c>lunanode.securityGroups</c>: ids of security groups, with commas between.</param>
/// <param name="Network"><c>lunanode.network</c>: the id of a virtual network.</param>
/// <param name="AffinityGroup"><c>lunanode.affinityGroup</c>: the id of an affinity group.</param>
internal sealed record LunaNodePlanOptions(string? SecurityGroups, string? Network, string? AffinityGroup)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static LunaNodePlanOptions Read(IReadOnlyDictionary<string, string> metadata) =>
        new(Ids(metadata, "lunanode.securityGroups", ","), Ids(metadata, "lunanode.network", ""), Ids(metadata, "lunanode.affinityGroup", ""));

    private static string? Ids(IReadOnlyDictionary<string, string> metadata, string key, string separators)
    {
        var value = metadata.GetValueOrDefault(key, "").Replace(" ", "", StringComparison.Ordinal);
        if (value.Length == 0) return null;
        return value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || separators.Contains(c, StringComparison.Ordinal))
            ? value
            : throw new BackendException(BackendErrorKind.Rejected, $"This plan cannot be used: its {key} is no id of Luna Node's.");
    }
}
