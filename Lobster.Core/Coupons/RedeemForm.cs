using Lobster.Core.Accounts;

namespace Lobster.Core.Coupons;

/// <summary>What a customer enters to use a coupon.</summary>
/// <param name="RequestId">Minted when the form opens; the same one uses once, however often it arrives.</param>
/// <param name="AccountId">Who gets the credit.</param>
/// <param name="Code">The code, as typed.</param>
public sealed record RedeemForm(Guid RequestId, AccountId AccountId, string? Code);
