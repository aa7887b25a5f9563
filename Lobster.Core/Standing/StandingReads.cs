using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Reads what a decision rests on, in the transaction that carries it out.</summary>
public static class StandingReads
{
    /// <summary>The key of a notice's letter. The moment of the first one tells one shortage from another.</summary>
    public static string NoticeKey(AccountId account, Instant first, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"standing/{account}/{first.Micros}/{number}");

    /// <summary>The facts about an account whose row the caller holds.</summary>
    public static async Task<StandingFacts> FactsAsync(this LobsterDbContext db, Account account, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var record = StandingRecord.Of(account);
        return new StandingFacts(record, account.Credit, await db.BurnRateAsync(account.Id, now, cancellationToken), now)
        {
            IsParked = account.ParkedAt is not null,
            WarningHandedAt = await HandedAsync(db, account.Id, record, cancellationToken) is { } sent ? clock.At(sent) : null,
        };
    }

    private static async Task<Instant?> HandedAsync(LobsterDbContext db, AccountId account, StandingRecord record, CancellationToken cancellationToken)
    {
        if (record is not { TerminationNotice: { } from, FirstNoticeAt: { } first } || from > record.NoticesSent) return null;
        var keys = Enumerable.Range(from, record.NoticesSent - from + 1).Select(n => NoticeKey(account, first, n)).ToList();
        return await db.OutgoingMails.Where(m => keys.Contains(m.Key) && m.SentAt != null).OrderBy(m => m.SentAt).Select(m => m.SentAt).FirstOrDefaultAsync(cancellationToken);
    }
}
