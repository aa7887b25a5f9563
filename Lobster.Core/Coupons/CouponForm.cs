namespace Lobster.Core.Coupons;

/// <summary>What staff enter for a new coupon, as typed.</summary>
/// <param name="Code">The code.</param>
/// <param name="Amount">The credit of one use.</param>
/// <param name="ValidUntil">The last UTC day on which it may be used; null: for ever.</param>
/// <param name="GrantDays">Days for which the credit lasts; empty: for ever.</param>
/// <param name="PerAccount">How often one account may use it.</param>
/// <param name="TotalLimit">How often it may be used in all; empty: without limit.</param>
/// <param name="Note">What it is for.</param>
public sealed record CouponForm(string? Code, string? Amount, DateOnly? ValidUntil, string? GrantDays, string? PerAccount, string? TotalLimit, string? Note);
