using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Ledger;

/// <summary>The number of a ledger entry: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct LedgerEntryId(long Value) : IEntityId<LedgerEntryId>
{
    /// <inheritdoc/>
    public static LedgerEntryId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
