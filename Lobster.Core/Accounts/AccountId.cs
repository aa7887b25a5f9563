using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Core.Accounts;

/// <summary>The number of an account: from the database, never reused. <c>default</c> is "not stored yet".</summary>
/// <param name="Value">The number as it stands in URLs and APIs.</param>
public readonly record struct AccountId(long Value) : IEntityId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
