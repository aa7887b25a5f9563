namespace Lobster.Core.Billing.Transfer;

/// <summary>A pool that reached a percentage of its allowance.</summary>
/// <param name="UserName">Who reads it.</param>
/// <param name="Region">The pool's region.</param>
/// <param name="Month">The first day of its month.</param>
/// <param name="Percent">Which percentage was reached.</param>
/// <param name="UsedBytes">Bytes used.</param>
/// <param name="AllowanceBytes">Allowance, projected to the month's end.</param>
/// <param name="GraceGb">GB that are free on top of it.</param>
/// <param name="PerGb">What a GB beyond costs; null: nothing.</param>
public sealed record TransferNotice(
    string UserName, string Region, DateOnly Month, int Percent, long UsedBytes, long AllowanceBytes, int GraceGb, Money? PerGb);
