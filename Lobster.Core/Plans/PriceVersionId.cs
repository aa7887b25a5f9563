using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Plans;

/// <summary>The number of a price version: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct PriceVersionId(long Value) : IEntityId<PriceVersionId>
{
    /// <inheritdoc/>
    public static PriceVersionId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
