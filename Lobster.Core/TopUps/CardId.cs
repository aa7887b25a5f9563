using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.TopUps;

/// <summary>The number of a saving of a card: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number.</param>
public readonly record struct CardId(long Value) : IEntityId<CardId>
{
    /// <inheritdoc/>
    public static CardId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
