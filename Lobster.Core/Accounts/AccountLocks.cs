using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Takes many accounts' rows at once.</summary>
internal static class AccountLocks
{
    /// <summary>Locks the rows in the order of their ids until the transaction ends.</summary>
    public static async Task TakeAccountsAsync(this LobsterDbContext db, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        var ids = accounts.OrderBy(a => a.Value).ToList();
        if (db.Database.IsNpgsql())
        {
            // An UPDATE of many rows locks them in whatever order it meets them.
            var list = string.Join(',', ids);
            var sql = $"SELECT \"Id\" FROM \"Accounts\" WHERE \"Id\" IN ({list}) ORDER BY \"Id\" FOR UPDATE";
            await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }

        await db.Accounts.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.Version, a => a.Version + 1), cancellationToken);
    }
}
