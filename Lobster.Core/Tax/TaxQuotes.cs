using Lobster.Core.Accounts;
using Lobster.Core.Data;

namespace Lobster.Core.Tax;

/// <summary>Tells customers the tax before they pay. Safe to use from many threads.</summary>
public sealed class TaxQuotes(Transactions transactions)
{
    /// <summary>The tax of an account now; null for an account that the actor may not see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<TaxQuote?> ForAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return null;
            var basis = await TaxBasis.ReadAsync(db, accountId, token);
            return new TaxQuote(basis.Decision, basis.Seller is not null && basis.HasRates, basis.Seller is not null, basis.Customer);
        }, cancellationToken);
}
