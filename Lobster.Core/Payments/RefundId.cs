using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Payments;

/// <summary>The number of a refund: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct RefundId(long Value) : IEntityId<RefundId>
{
    /// <inheritdoc/>
    public static RefundId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
