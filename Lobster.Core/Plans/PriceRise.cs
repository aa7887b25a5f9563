namespace Lobster.Core.Plans;

/// <summary>What a customer is told before running machines cost more.</summary>
/// <param name="UserName">Who reads it.</param>
/// <param name="Plan">The plan.</param>
/// <param name="At">From when on.</param>
/// <param name="Machines">The account's machines that will cost more.</param>
/// <param name="Before">What an hour of all of them costs now.</param>
/// <param name="After">What it will cost.</param>
public sealed record PriceRise(string UserName, string Plan, Instant At, IReadOnlyList<string> Machines, Money Before, Money After);
