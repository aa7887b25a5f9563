using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Consoles;

/// <summary>The number of an opening of a console: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number.</param>
public readonly record struct ConsoleId(long Value) : IEntityId<ConsoleId>
{
    /// <inheritdoc/>
    public static ConsoleId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
