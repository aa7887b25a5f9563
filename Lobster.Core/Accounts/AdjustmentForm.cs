namespace Lobster.Core.Accounts;

/// <summary>What staff enter to change an account's credit by hand.</summary>
/// <param name="RequestId">Minted when the form opens; the same one posts once, however often it arrives.</param>
/// <param name="AccountId">Whose credit.</param>
/// <param name="Amount">Decimal text with at most nine decimals; a minus takes credit away.</param>
/// <param name="Reason">Why, in words for the ledger; the customer reads them too.</param>
public sealed record AdjustmentForm(Guid RequestId, AccountId AccountId, string? Amount, string? Reason);
