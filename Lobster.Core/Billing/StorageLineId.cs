using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Billing;

/// <summary>The number of a storage line: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct StorageLineId(long Value) : IEntityId<StorageLineId>
{
    /// <inheritdoc/>
    public static StorageLineId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
