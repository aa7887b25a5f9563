namespace Lobster.Core.Coupons;

/// <summary>A coupon in the list of staff.</summary>
/// <param name="Coupon">The coupon.</param>
/// <param name="Given">The credit that its uses gave, in units: more than one account can hold.</param>
public sealed record CouponRow(Coupon Coupon, decimal Given);
