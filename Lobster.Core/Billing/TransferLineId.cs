using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Billing;

/// <summary>The number of a transfer line: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct TransferLineId(long Value) : IEntityId<TransferLineId>
{
    /// <inheritdoc/>
    public static TransferLineId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
