namespace Lobster.Core.Regions;

/// <summary>What an admin typed about a region. Lives in memory only, since it may hold new secrets.</summary>
/// <param name="Name">What customers see.</param>
/// <param name="Location">The second line.</param>
/// <param name="SortOrder">Place in lists, as typed.</param>
/// <param name="BackendType">The backend's type.</param>
/// <param name="Values">
/// By the fields' keys. A plain field that is absent or empty takes its default. A secret that is absent stays as it is stored; one that is
/// empty is taken away.
/// </param>
public sealed record RegionForm(string? Name, string? Location, string? SortOrder, string BackendType, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Which bytes count against the transfer pool.</summary>
    public TransferDirection TransferCounts { get; init; }

    /// <summary>Without the values, so that logging a form by accident leaks nothing.</summary>
    public override string ToString() => $"form of region {Name}";
}
