using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Finds and keeps the numbers of accounts at providers.</summary>
internal static class GatewayCustomers
{
    /// <summary>Who pays, as the provider is told: the owner, by the number that was kept.</summary>
    public static async Task<PayingCustomer> PayerAsync(this LobsterDbContext db, AccountId accountId, string gateway, Uri returnTo, CancellationToken cancellationToken) =>
        new(accountId, (await db.OwnerAsync(accountId, cancellationToken))?.Email, returnTo) { CustomerId = await db.CustomerIdAsync(accountId, gateway, cancellationToken) };

    /// <summary>Keeps what a provider answered, within the caller's transaction, which has taken the account's row. A new number replaces one that somebody deleted there.</summary>
    public static async Task KeepCustomerAsync(this LobsterDbContext db, AccountId accountId, string gateway, string? customerId, CancellationToken cancellationToken)
    {
        if (customerId is null) return;
        var known = await db.GatewayCustomers.SingleOrDefaultAsync(c => c.AccountId == accountId && c.Gateway == gateway, cancellationToken);
        if (known is null) db.GatewayCustomers.Add(new GatewayCustomer { AccountId = accountId, Gateway = gateway, CustomerId = customerId });
        else known.CustomerId = customerId;
    }

    private static Task<string?> CustomerIdAsync(this LobsterDbContext db, AccountId accountId, string gateway, CancellationToken cancellationToken) =>
        db.GatewayCustomers.Where(c => c.AccountId == accountId && c.Gateway == gateway).Select(c => (string?)c.CustomerId).FirstOrDefaultAsync(cancellationToken);
}
