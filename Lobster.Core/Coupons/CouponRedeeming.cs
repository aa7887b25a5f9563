using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Coupons;

/// <summary>Uses coupons. Limits hold in the database, whatever arrives at once.</summary>
public sealed class CouponRedeeming(Transactions transactions, BusinessClock clock)
{
    private const int MostWrongAnHour = 10;
    private const string WrongEvent = "coupon.wrong";

    /// <summary>Uses a coupon and answers the credit that it gave. The same request again answers the same.</summary>
    public async Task<Outcome<Money>> RedeemAsync(Actor actor, RedeemForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var code = CouponCode.Normal(form.Code);
        if (code is null) return new Refusal.Invalid(nameof(RedeemForm.Code), "Enter a code of letters and digits.");
        try
        {
            var outcome = await transactions.RunAsync((db, token) => RedeemAsync(db, actor, form, code, token), cancellationToken);
            if (outcome.Refusal is Refusal.Invalid) await transactions.RunAsync((db, token) => NoteWrongAsync(db, actor, form.AccountId, token), cancellationToken);
            return outcome;
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return new Refusal.Conflict("This coupon was being used by you a moment ago. Load the page again.");
        }
    }

    private async Task<Outcome<Money>> RedeemAsync(LobsterDbContext db, Actor actor, RedeemForm form, string code, CancellationToken cancellationToken)
    {
        if (await db.EnterAccountAsync(actor, form.AccountId, cancellationToken) is { } refusal) return refusal;
        if (await db.CouponUses.AsNoTracking().SingleOrDefaultAsync(u => u.RequestId == form.RequestId, cancellationToken) is { } done)
            return done.AccountId == form.AccountId ? await db.LedgerEntries.Where(e => e.Id == done.EntryId).Select(e => e.Amount).SingleAsync(cancellationToken) : new Refusal.NotFound();
        var now = clock.Now;
        var hourAgo = now - TimeSpan.FromHours(1);
        if (await db.Events.CountAsync(e => e.AccountId == form.AccountId && e.Type == WrongEvent && e.At > hourAgo, cancellationToken) >= MostWrongAnHour)
            return new Refusal.Conflict("Too many wrong codes. Try again in an hour.");
        var coupon = await db.Coupons.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        // One answer for all of these, so that nobody learns which codes exist.
        if (coupon is not { IsEnabled: true } || coupon.ValidUntil < now) return new Refusal.Invalid(nameof(RedeemForm.Code), "This code is not valid, or its time is over.");
        var used = await db.CouponUses.CountAsync(u => u.CouponId == coupon.Id && u.AccountId == form.AccountId, cancellationToken);
        if (used >= coupon.PerAccount) return new Refusal.Conflict("You have used this code already.");
        var counted = await db.Coupons.Where(c => c.Id == coupon.Id && (c.TotalLimit == null || c.Uses < c.TotalLimit))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Uses, c => c.Uses + 1), cancellationToken);
        if (counted == 0) return new Refusal.Conflict("This code has been used as often as it may.");
        return await GrantAsync(db, actor, form, coupon, used + 1, cancellationToken);
    }

    private async Task<Outcome<Money>> GrantAsync(LobsterDbContext db, Actor actor, RedeemForm form, Coupon coupon, int number, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var entry = new LedgerEntry
        {
            AccountId = form.AccountId, Kind = EntryKind.Promo, Key = $"coupon/{coupon.Id}/{form.AccountId}/{number}", Amount = coupon.Amount, Reason = $"Coupon {coupon.Code}",
            ExpiresAt = coupon.GrantDays is { } days ? now + TimeSpan.FromDays(days) : null, Actor = actor, CreatedAt = now, UpdatedAt = now,
        };
        await db.PostAsync(entry, cancellationToken);
        db.CouponUses.Add(new CouponUse { CouponId = coupon.Id, AccountId = form.AccountId, Number = number, RequestId = form.RequestId, EntryId = entry.Id, At = now });
        db.Record(now, actor, "coupon.used", SubjectKind.Account, form.AccountId.Value, form.AccountId, new { coupon = coupon.Id.Value, amount = coupon.Amount.ToString() });
        return coupon.Amount;
    }

    private async Task NoteWrongAsync(LobsterDbContext db, Actor actor, AccountId accountId, CancellationToken cancellationToken)
    {
        if (!await db.MayReadAsync(actor, accountId, cancellationToken)) return;
        db.Record(clock.Now, actor, WrongEvent, SubjectKind.Account, accountId.Value, accountId);
    }
}
