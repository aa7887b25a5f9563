using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.SshKeys;

/// <summary>The number of an SSH key: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct SshKeyId(long Value) : IEntityId<SshKeyId>
{
    /// <inheritdoc/>
    public static SshKeyId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
