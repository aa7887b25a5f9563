using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Ledger;

/// <summary>Changes credit. Every call runs in the caller's transaction, after the caller took the account's row.</summary>
public static class AccountLedger
{
    /// <summary>
    /// Posts an entry and moves the balance by it. The same key again with the same amount changes nothing and is no error;
    /// with another amount it parks the account.
    /// </summary>
    /// <returns>Whether the balance moved.</returns>
    public static async Task<bool> PostAsync(this LobsterDbContext db, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var known = await db.LedgerEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Key == entry.Key, cancellationToken);
        if (known is null)
        {
            db.LedgerEntries.Add(entry);
            await db.SaveChangesAsync(cancellationToken);
            await db.MoveCreditAsync(entry.AccountId, entry.Amount, cancellationToken);
            return true;
        }

        if (known.Amount != entry.Amount || known.AccountId != entry.AccountId)
            await db.ParkAsync(entry.AccountId, entry.CreatedAt, $"Entry {entry.Key} was posted again with another amount.", cancellationToken);
        return false;
    }

    /// <summary>Moves an account's credit by a relative update; the database refuses a balance out of range.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public static async Task MoveCreditAsync(this LobsterDbContext db, AccountId accountId, Money by, CancellationToken cancellationToken)
    {
        var moved = await db.Accounts.Where(a => a.Id == accountId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, a => a.Credit.Nanos + by.Nanos), cancellationToken);
        if (moved != 1) throw new InvalidOperationException($"There is no account {accountId}.");
        db.LiveChanges.Add(new LiveChange(SubjectKind.Account, accountId.Value, accountId));
    }

    /// <summary>Sets an account aside: no charges, no standing changes, no new machines, until an admin has looked. Keeps the first reason.</summary>
    public static async Task ParkAsync(
        this LobsterDbContext db, AccountId accountId, Instant now, string reason, CancellationToken cancellationToken)
    {
        var text = reason.Length > 1000 ? reason[..1000] : reason;
        var parked = await db.Accounts.Where(a => a.Id == accountId && a.ParkedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.ParkedAt, now).SetProperty(a => a.ParkedReason, text), cancellationToken);
        if (parked == 1) db.Record(now, Actor.System, "account.parked", SubjectKind.Account, accountId.Value, accountId, new { reason = text });
    }
}
