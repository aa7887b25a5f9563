using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Corrections;

/// <summary>
/// Reckons an account's charges again and posts what differs, for finance and admins. Lines stay as they were written: each difference is
/// an entry of its own that points at its line. Safe to use from many threads.
/// </summary>
public sealed class ChargeCorrections(Transactions transactions, BusinessClock clock, TimeProvider time, TransferOptions transfer, ICorrectionLetters letters)
{
    /// <summary>What would be posted, line by line; posts nothing.</summary>
    public Task<Outcome<CorrectionPreview>> PreviewAsync(Actor actor, CorrectionForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.ReadAsync<Outcome<CorrectionPreview>>(async (db, token) =>
        {
            var read = await ReadAsync(db, actor, form, withReason: false, token);
            return read.IsRefused ? read.Refusal : await CorrectionReading.ReckonAsync(db, form.AccountId, read.Value!, transfer, token);
        }, cancellationToken);
    }

    /// <summary>Posts the differences. Where nothing differs any more, nothing is posted and nothing is refused.</summary>
    public Task<Outcome<CorrectionPreview>> PostAsync(Actor actor, CorrectionForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.RunAsync<Outcome<CorrectionPreview>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (!await db.TakeAccountAsync(form.AccountId, token)) return new Refusal.NotFound();
            var read = await ReadAsync(db, actor, form, withReason: true, token);
            if (read.IsRefused) return read.Refusal;
            var found = await CorrectionReading.ReckonAsync(db, form.AccountId, read.Value!, transfer, token);
            if (found.Lines.Count == 0) return found;
            if (form.Expected is { } expected && expected != found.Difference)
                return new Refusal.Conflict("The difference is {0} now, not {1}. Look at it again.", found.Difference, expected);
            return await PostAsync(db, actor, form, read.Value!, found, token) is { } bad ? bad : found;
        }, cancellationToken);
    }

    /// <summary>The prices that may be said to have been owed for the account's charges; empty for those who may not correct.</summary>
    public Task<IReadOnlyList<CorrectionPrice>> PricesAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<CorrectionPrice>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is not null) return [];
            return await CorrectionPriceList.ReadAsync(db, accountId, token);
        }, cancellationToken);

    private async Task<Refusal?> PostAsync(
        LobsterDbContext db, Actor actor, CorrectionForm form, CorrectionSpan span, CorrectionPreview found, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var credit = (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == form.AccountId, cancellationToken)).Credit + found.Difference;
        if (!credit.IsWithinRange) return new Refusal.Conflict("An account holds at most 1,000,000,000.");
        var entries = found.Lines.Select(line => Entry(line, form.AccountId, span.Reason, actor, now)).ToList();
        db.LedgerEntries.AddRange(entries);
        await db.SaveChangesAsync(cancellationToken);
        await db.MoveCreditAsync(form.AccountId, found.Difference, cancellationToken);
        db.Record(now, actor, "account.corrected", SubjectKind.Account, form.AccountId.Value, form.AccountId, new
        {
            from = Text(found.From), to = Text(found.To), amount = found.Difference.ToString(), lines = found.Lines.Count, first = entries[0].Id.Value, reason = span.Reason,
            only = span.Only?.ToString(), price = span.Price?.Id.Value, priceFrom = span.Price is null ? null : span.PriceFrom.ToString(),
        });
        if (form.TellsOwner) await TellAsync(db, form.AccountId, span.Reason, found, credit, entries[0].Id, cancellationToken);
        return null;
    }

    private static LedgerEntry Entry(CorrectedLine line, AccountId account, string reason, Actor actor, Instant now)
    {
        var entry = new LedgerEntry
        {
            AccountId = account, Kind = EntryKind.Adjustment, Key = line.Id.KeyOf(line.Corrections + 1), Amount = line.Difference, Reason = reason,
            CorrectsEntryId = line.EntryId, Actor = actor, CreatedAt = now, UpdatedAt = now,
        };
        line.Id.Mark(entry);
        return entry;
    }

    private async Task TellAsync(
        LobsterDbContext db, AccountId account, string reason, CorrectionPreview found, Money credit, LedgerEntryId first, CancellationToken cancellationToken)
    {
        var owner = await (from member in db.Memberships
                           join user in db.Users on member.UserId equals user.Id
                           where member.AccountId == account && member.Role == MembershipRole.Owner && user.Email != null
                           select new { user.Email, user.UserName }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return;
        var notice = new CorrectionNotice(owner.UserName ?? "", found.From, found.To, found.Difference, credit, reason);
        db.Enqueue(Instant.From(time.GetUtcNow()), $"correction/{account}/{first}", owner.Email!, await letters.CorrectedAsync(notice));
    }

    private static async Task<Outcome<CorrectionSpan>> ReadAsync(LobsterDbContext db, Actor actor, CorrectionForm form, bool withReason, CancellationToken token)
    {
        if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
        if (!await db.Accounts.AnyAsync(a => a.Id == form.AccountId, token)) return new Refusal.NotFound();
        PriceVersion? price = null;
        if (form.PriceVersionId is { } id)
        {
            price = await db.PriceVersions.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, token);
            if (price is null) return new Refusal.Invalid(nameof(form.PriceVersionId), "Choose one of the prices offered.");
        }

        return CorrectionSpan.Read(form, price, withReason, out var span) is { } bad ? bad : span;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
