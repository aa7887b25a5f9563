using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Coupons;

/// <summary>The number of a coupon: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct CouponId(long Value) : IEntityId<CouponId>
{
    /// <inheritdoc/>
    public static CouponId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
