namespace Lobster.Core.Plans;

/// <summary>All sizes that a backend offers.</summary>
/// <param name="Sizes">In the backend's order.</param>
public sealed record BackendSizes(IReadOnlyList<BackendSize> Sizes);
