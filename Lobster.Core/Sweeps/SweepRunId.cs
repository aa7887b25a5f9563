using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Sweeps;

/// <summary>The number of a run of a sweep: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct SweepRunId(long Value) : IEntityId<SweepRunId>
{
    /// <inheritdoc/>
    public static SweepRunId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
