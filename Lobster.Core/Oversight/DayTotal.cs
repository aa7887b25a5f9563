namespace Lobster.Core.Oversight;

/// <summary>What was charged on one UTC day over all accounts.</summary>
/// <param name="Day">The day.</param>
/// <param name="Units">In currency units.</param>
public sealed record DayTotal(DateOnly Day, decimal Units);
