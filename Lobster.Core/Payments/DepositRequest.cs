using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>What a customer asks for when adding credit.</summary>
/// <param name="RequestId">Made when the form opened; the same again is the same payment.</param>
/// <param name="AccountId">Who gets the credit.</param>
/// <param name="Amount">How much credit, without tax.</param>
/// <param name="Gateway">How it is paid, by name.</param>
/// <param name="SeenGrossMinor">What the customer was shown to pay, tax included, in minor units; another amount is refused. Null where nothing was shown.</param>
public sealed record DepositRequest(Guid RequestId, AccountId AccountId, Money Amount, string Gateway, long? SeenGrossMinor = null);
