namespace Lobster.Core.Billing.Transfer;

/// <summary>What is remembered of a counter: all bytes up to these figures have been counted.</summary>
/// <param name="In">Bytes in.</param>
/// <param name="Out">Bytes out.</param>
/// <param name="From">Since when the counter counts.</param>
/// <param name="Until">Up to when it was read.</param>
public readonly record struct MeterState(long In, long Out, Instant From, Instant Until);
