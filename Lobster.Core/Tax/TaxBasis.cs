using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Tax;

/// <summary>What a decision about an account's tax rests on, and the decision.</summary>
/// <param name="Seller">Who sells; null while nobody said.</param>
/// <param name="Customer">Who buys; null while unknown.</param>
/// <param name="HasRates">Whether the panel has any rates.</param>
/// <param name="Decision">What follows.</param>
internal sealed record TaxBasis(Seller? Seller, BillingDetails? Customer, bool HasRates, TaxDecision Decision)
{
    /// <summary>Reads and decides.</summary>
    public static async Task<TaxBasis> ReadAsync(LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken)
    {
        var seller = await db.Sellers.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var customer = await db.BillingDetails.AsNoTracking().SingleOrDefaultAsync(d => d.AccountId == accountId, cancellationToken);
        var rates = await db.TaxRates.AsNoTracking().ToListAsync(cancellationToken);
        return new TaxBasis(seller, customer, rates.Count > 0, TaxRules.For(seller, customer, rates));
    }
}
