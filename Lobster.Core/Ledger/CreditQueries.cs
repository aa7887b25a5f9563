using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Ledger;

/// <summary>How an account's credit went, from its ledger.</summary>
public sealed class CreditQueries(Transactions transactions, BusinessClock clock)
{
    private const int Days = 14;

    /// <summary>The course of an account's credit; null for those who may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<CreditCourse?> CourseAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadAsync(db, accountId, token) : null, cancellationToken);

    private async Task<CreditCourse?> ReadAsync(LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var account = await db.Accounts.SingleAsync(a => a.Id == accountId, cancellationToken);
        var start = Later(Instant.StartOf(now.Day.AddDays(-Days)), account.CreatedAt);
        var rows = await (from entry in db.LedgerEntries
                          where entry.AccountId == accountId && (entry.CreatedAt >= start || entry.Day >= start.Day)
                          select new { entry.Kind, entry.Amount, entry.Day, entry.CreatedAt, entry.UpdatedAt, Gateway = db.Payments.Where(p => p.Id == entry.PaymentId).Select(p => p.Gateway).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var changes = rows.Select(r => r.Day is { } day ? OverTheDay(day, r.Amount, r.UpdatedAt, start) : new CreditHistory.Change(r.CreatedAt, r.CreatedAt, r.Amount)).ToList();
        var added = rows.Where(r => r.Day is null && r.Amount.IsPositive).Select(r => new CreditAdded(r.CreatedAt, r.Amount, r.Kind, r.Gateway)).ToList();
        var month = await SpentAsync(db, accountId, now, cancellationToken);
        var burn = await db.BurnRateAsync(accountId, now, cancellationToken);
        var end = Instant.StartOf(new DateOnly(now.Day.Year, now.Day.Month, 1).AddMonths(1));
        var ahead = burn.Scale(end.Micros - now.Micros, 3600 * Instant.MicrosPerSecond);
        return new CreditCourse(CreditHistory.Draw(account.Credit, changes, start, now), added, month, month + ahead);
    }

    private static CreditHistory.Change OverTheDay(DateOnly day, Money amount, Instant updated, Instant start)
    {
        var from = Later(Instant.StartOf(day), start);
        var midnight = Instant.StartOf(day.AddDays(1));
        var until = updated < midnight ? updated : midnight;
        return until > from ? new(from, until, amount) : new(from, from, amount);
    }

    private static async Task<Money> SpentAsync(LobsterDbContext db, AccountId accountId, Instant now, CancellationToken cancellationToken)
    {
        var first = new DateOnly(now.Day.Year, now.Day.Month, 1);
        var since = Instant.StartOf(first);
        return -new Money(await db.LedgerEntries
            .Where(e => e.AccountId == accountId && (e.Kind == EntryKind.Usage || e.Kind == EntryKind.Storage || e.Kind == EntryKind.Transfer)
                && (e.Day >= first || (e.Day == null && e.CreatedAt >= since)))
            .SumAsync(e => e.Amount.Nanos, cancellationToken));
    }

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;
}
