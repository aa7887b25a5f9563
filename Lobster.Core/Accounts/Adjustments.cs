using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Changes credit by hand. Finance and admins only; every change has a reason, an actor and an audit row. Safe to use from many threads.</summary>
public sealed class Adjustments(Transactions transactions, BusinessClock clock)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Posts the adjustment once and answers its entry; the same request again answers the same entry and moves nothing.</summary>
    public Task<Outcome<LedgerEntryId>> PostAsync(Actor actor, AdjustmentForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.RunAsync<Outcome<LedgerEntryId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (Read(form, out var amount, out var reason) is { } wrong) return wrong;
            if (!await db.TakeAccountAsync(form.AccountId, token)) return new Refusal.NotFound();
            var key = $"adjustment/{form.RequestId:N}";
            if (await db.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Key == key, token) is { } known)
            {
                if (known.AccountId == form.AccountId && known.Amount == amount) return known.Id;
                return new Refusal.Conflict("This form has already posted {0}. Open it again for another amount.", known.Amount);
            }

            return await PostAsync(db, actor, form.AccountId, key, amount, reason, token);
        }, cancellationToken);
    }

    private async Task<Outcome<LedgerEntryId>> PostAsync(
        LobsterDbContext db, Actor actor, AccountId accountId, string key, Money amount, string reason, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var credit = (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == accountId, cancellationToken)).Credit;
        if (!(credit + amount).IsWithinRange)
            return new Refusal.Invalid(nameof(AdjustmentForm.Amount), "Enter less: an account holds at most 1,000,000,000.");
        var entry = new LedgerEntry
        {
            AccountId = accountId, Kind = EntryKind.Adjustment, Key = key, Amount = amount, Reason = reason, Actor = actor, CreatedAt = now, UpdatedAt = now,
        };
        await db.PostAsync(entry, cancellationToken);
        db.Record(now, actor, "account.adjusted", SubjectKind.Account, accountId.Value, accountId, new { entry = entry.Id.Value, amount = amount.ToString(), reason });
        return entry.Id;
    }

    private static Refusal? Read(AdjustmentForm form, out Money amount, out string reason)
    {
        reason = form.Reason?.Trim() ?? "";
        if (MoneyText.Read(form.Amount, out amount, allowNegative: true) is { } problem) return new Refusal.Invalid(nameof(AdjustmentForm.Amount), problem);
        if (amount == Money.Zero) return new Refusal.Invalid(nameof(AdjustmentForm.Amount), "Enter an amount above or below zero.");
        return StaffText.Check(nameof(AdjustmentForm.Reason), reason, LongestReason);
    }
}
