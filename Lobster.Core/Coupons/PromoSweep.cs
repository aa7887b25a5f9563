using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Coupons;

/// <summary>Ends promotional credit at its time: what was not spent by then is taken off. Once for each grant, by the key of its entry.</summary>
public sealed class PromoSweep(Transactions transactions, SweepGate gate) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "promo";

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, EndAsync, cancellationToken);

    private async Task<SweepResult> EndAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var now = pass.Now;
        var accounts = await transactions.ReadAsync((db, token) => db.LedgerEntries
            .Where(e => e.Kind == EntryKind.Promo && e.ExpiresAt <= now && !db.LedgerEntries.Any(x => x.Kind == EntryKind.PromoExpiry && x.CorrectsEntryId == e.Id))
            .Where(e => !db.Accounts.Any(a => a.Id == e.AccountId && a.ParkedAt != null))
            .Select(e => e.AccountId).Distinct().OrderBy(a => a).Take(200).ToListAsync(token), cancellationToken);
        foreach (var account in accounts) await transactions.RunAsync((db, token) => EndAsync(db, account, now, token), cancellationToken);
        return SweepResult.Nothing;
    }

    private static async Task EndAsync(LobsterDbContext db, AccountId accountId, Instant now, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(accountId, cancellationToken);
        foreach (var grant in (await db.PromoGrantsAsync(accountId, cancellationToken)).Where(g => !g.IsEnded && g.ExpiresAt <= now))
        {
            await db.PostAsync(new LedgerEntry
            {
                AccountId = accountId, Kind = EntryKind.PromoExpiry, Key = PromoWalk.EndKey(grant.EntryId), Amount = -grant.Left, CorrectsEntryId = grant.EntryId,
                Reason = grant.Left.IsPositive ? "Promotional credit ended" : "Promotional credit ended; all of it was used", Actor = Actor.System, CreatedAt = now, UpdatedAt = now,
            }, cancellationToken);
            db.Record(now, Actor.System, "promo.ended", SubjectKind.Account, accountId.Value, accountId, new { entry = grant.EntryId.Value, left = grant.Left.ToString() });
        }
    }
}
