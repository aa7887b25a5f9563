using Lobster.Core.Regions;

namespace Lobster.Core.Billing.Transfer;

/// <summary>A region's transfer pool of this month as pages show it.</summary>
/// <param name="RegionId">The region.</param>
/// <param name="Region">Its name.</param>
/// <param name="UsedBytes">Bytes used.</param>
/// <param name="EarnedBytes">Allowance earned so far.</param>
/// <param name="AllowanceBytes">Allowance by the month's end.</param>
/// <param name="BilledGb">GB billed beyond it.</param>
/// <param name="Billed">What they cost.</param>
/// <param name="GraceGb">GB that are free on top of the allowance.</param>
/// <param name="PerGb">What a further GB costs; null: nothing.</param>
public sealed record PoolView(
    RegionId RegionId, string Region, long UsedBytes, long EarnedBytes, long AllowanceBytes, long BilledGb, Money Billed, int GraceGb, Money? PerGb);
