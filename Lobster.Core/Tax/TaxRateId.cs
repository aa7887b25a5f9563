using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Tax;

/// <summary>The number of a rate of tax: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number.</param>
public readonly record struct TaxRateId(long Value) : IEntityId<TaxRateId>
{
    /// <inheritdoc/>
    public static TaxRateId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
