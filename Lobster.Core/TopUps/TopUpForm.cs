using Lobster.Core.Accounts;

namespace Lobster.Core.TopUps;

/// <summary>A rule for automatic top-up as typed.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Hours">Below how many hours of runway.</param>
/// <param name="Amount">How much credit each time.</param>
/// <param name="Ceiling">The most in a UTC month, tax included.</param>
public sealed record TopUpForm(AccountId AccountId, string? Hours, string? Amount, string? Ceiling);
