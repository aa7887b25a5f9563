namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Which of a catalog's endpoints are ours.</summary>
/// <param name="Region">The region's name; null: the first that is listed.</param>
/// <param name="Interface"><c>public</c>, <c>internal</c> or <c>admin</c>.</param>
internal sealed record OpenStackPlace(string? Region, string Interface);
