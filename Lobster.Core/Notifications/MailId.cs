using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Notifications;

/// <summary>The number of an outgoing e-mail: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct MailId(long Value) : IEntityId<MailId>
{
    /// <inheritdoc/>
    public static MailId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
