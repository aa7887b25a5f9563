using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Events;

/// <summary>The number of an event: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct EventId(long Value) : IEntityId<EventId>
{
    /// <inheritdoc/>
    public static EventId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
