using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.VirtualMachines;

/// <summary>The number of a virtual machine: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct VmId(long Value) : IEntityId<VmId>
{
    /// <inheritdoc/>
    public static VmId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
