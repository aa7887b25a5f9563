using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Reconciliation;

/// <summary>The number of a finding: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct FindingId(long Value) : IEntityId<FindingId>
{
    /// <inheritdoc/>
    public static FindingId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
