namespace Lobster.Core.Ledger;

/// <summary>How an account's credit went and what it spent.</summary>
/// <param name="Past">Credit over the last days, oldest first; the last one is now.</param>
/// <param name="Added">Credit that came in those days.</param>
/// <param name="Month">What this month (UTC) cost so far.</param>
/// <param name="MonthEnd">What it will have cost at its end at today's burn rate.</param>
public sealed record CreditCourse(IReadOnlyList<CreditStep> Past, IReadOnlyList<CreditAdded> Added, Money Month, Money MonthEnd);
