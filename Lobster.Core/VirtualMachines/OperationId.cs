using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.VirtualMachines;

/// <summary>The number of an operation: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct OperationId(long Value) : IEntityId<OperationId>
{
    /// <inheritdoc/>
    public static OperationId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
