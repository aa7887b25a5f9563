using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Images;

/// <summary>The number of an image: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct ImageId(long Value) : IEntityId<ImageId>
{
    /// <inheritdoc/>
    public static ImageId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
