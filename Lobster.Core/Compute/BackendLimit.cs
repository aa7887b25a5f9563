namespace Lobster.Core.Compute;

/// <summary>One limit of our account at the provider.</summary>
/// <param name="Name">What is limited, with its unit: "Machines", "RAM (MB)".</param>
/// <param name="Used">How much is taken; null when not told.</param>
/// <param name="Max">The limit; null when there is none.</param>
public sealed record BackendLimit(string Name, long? Used, long? Max);
