using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Verification;

/// <summary>The number of a look at the books: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct VerifyRunId(long Value) : IEntityId<VerifyRunId>
{
    /// <inheritdoc/>
    public static VerifyRunId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
