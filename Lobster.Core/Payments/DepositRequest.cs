using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>What a customer asks for when adding credit.</summary>
/// <param name="RequestId">Made when the form opened; the same again is the same payment.</param>
/// <param name="AccountId">Who gets the credit.</param>
/// <param name="Amount">How much credit.</param>
/// <param name="Gateway">How it is paid, by name.</param>
public sealed record DepositRequest(Guid RequestId, AccountId AccountId, Money Amount, string Gateway);
