namespace Lobster.Core.Billing.Corrections;

/// <summary>What an owner is told about a correction.</summary>
/// <param name="UserName">Who reads it.</param>
/// <param name="From">The first day that was reckoned again.</param>
/// <param name="To">The last one.</param>
/// <param name="Difference">What the credit changed by; positive was given back.</param>
/// <param name="Credit">The credit after it.</param>
/// <param name="Reason">Why.</param>
public sealed record CorrectionNotice(string UserName, DateOnly From, DateOnly To, Money Difference, Money Credit, string Reason);
