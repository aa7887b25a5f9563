namespace Lobster.Core.Billing.Corrections;

/// <summary>What the GB of a transfer line were reckoned again from.</summary>
/// <param name="FirstGb">The first GB beyond the pool that the line bills.</param>
/// <param name="Gb">How many it bills.</param>
/// <param name="DueGb">How many of them are owed; the last line of a pool may owe more than it bills.</param>
/// <param name="UsedBytes">Bytes used, as is known now.</param>
/// <param name="AllowanceBytes">The month's allowance, as is known now.</param>
public sealed record CorrectedPool(long FirstGb, long Gb, long DueGb, long UsedBytes, long AllowanceBytes);
