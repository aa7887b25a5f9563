using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Regions;

/// <summary>The number of a region: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct RegionId(long Value) : IEntityId<RegionId>
{
    /// <inheritdoc/>
    public static RegionId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
