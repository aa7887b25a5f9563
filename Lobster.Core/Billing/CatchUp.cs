using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>
/// Bounds how much one pass charges an account: what has been waiting longer than <see cref="BillingOptions.CatchUpDays"/> is charged only once an
/// admin has looked. Unparking is the admin's word for all that was waiting at that moment.
/// </summary>
internal static class CatchUp
{
    /// <summary>Parks those of the due accounts that are beyond the bound and gives back the others.</summary>
    /// <param name="transactions">Runs the transactions.</param>
    /// <param name="due">The accounts.</param>
    /// <param name="of">Which account it is, and since when it waits.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="days">The bound.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<T>> WithinAsync<T>(
        Transactions transactions, IReadOnlyList<T> due, Func<T, (AccountId Account, Instant Oldest)> of, Instant now, int days, CancellationToken cancellationToken)
    {
        var limit = now - TimeSpan.FromDays(days);
        var within = new List<T>(due.Count);
        foreach (var item in due)
        {
            var (account, oldest) = of(item);
            if (oldest >= limit || !await ParkAsync(transactions, account, oldest, now, days, cancellationToken)) within.Add(item);
        }

        return within;
    }

    private static Task<bool> ParkAsync(Transactions transactions, AccountId account, Instant oldest, Instant now, int days, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            await db.TakeAccountAsync(account, token);
            var limit = now - TimeSpan.FromDays(days);
            if (await db.Events.AnyAsync(e => e.AccountId == account && e.Type == AccountAdmin.Unparked && e.At >= limit, token)) return false;
            var reason = string.Create(CultureInfo.InvariantCulture, $"It was last charged up to {oldest}, more than {days} days ago. Unparking it charges all of that at once.");
            await db.ParkAsync(account, now, reason, token);
            return true;
        }, cancellationToken);
}
