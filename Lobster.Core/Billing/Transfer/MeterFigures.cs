namespace Lobster.Core.Billing.Transfer;

/// <summary>What a counter said. Null figures were not told, which is not zero.</summary>
/// <param name="In">Bytes in.</param>
/// <param name="Out">Bytes out.</param>
/// <param name="From">Since when these bytes count; null: not told.</param>
/// <param name="Until">Until when.</param>
public readonly record struct MeterFigures(long? In, long? Out, Instant? From, Instant Until);
