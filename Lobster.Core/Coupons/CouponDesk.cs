using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Coupons;

/// <summary>Makes coupons, lists them and switches them off. Nothing is deleted, since credit refers to it.</summary>
public sealed class CouponDesk(Transactions transactions, BusinessClock clock)
{
    /// <summary>The most that one use may give, in units.</summary>
    public const int MostAmount = 10_000;

    /// <summary>All coupons, the newest first; refused for others than finance and admins.</summary>
    public Task<Outcome<IReadOnlyList<CouponRow>>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<IReadOnlyList<CouponRow>>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            var coupons = await db.Coupons.OrderByDescending(c => c.Id).Take(500).ToListAsync(token);
            return coupons.ConvertAll(c => new CouponRow(c, c.Amount.ToDecimal() * c.Uses));
        }, cancellationToken);

    /// <summary>Makes a coupon.</summary>
    public async Task<Outcome<CouponId>> AddAsync(Actor actor, CouponForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        try
        {
            return await transactions.RunAsync<Outcome<CouponId>>(async (db, token) =>
            {
                if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
                if (Read(actor, form, out var coupon) is { } wrong) return wrong;
                if (await db.Coupons.AnyAsync(c => c.Code == coupon.Code, token)) return Taken();
                db.Coupons.Add(coupon);
                await db.SaveChangesAsync(token);
                db.Record(clock.Now, actor, "coupon.added", SubjectKind.Panel, coupon.Id.Value, null, new { coupon.Code, amount = coupon.Amount.ToString(), coupon.TotalLimit });
                return coupon.Id;
            }, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return Taken();
        }
    }

    /// <summary>Switches a coupon on or off. Credit that it gave stays.</summary>
    public Task<Outcome<CouponId>> SetEnabledAsync(Actor actor, CouponId id, bool isEnabled, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<CouponId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Coupons.SingleOrDefaultAsync(c => c.Id == id, token) is not { } coupon) return new Refusal.NotFound();
            if (coupon.IsEnabled == isEnabled) return id;
            coupon.IsEnabled = isEnabled;
            db.Record(clock.Now, actor, isEnabled ? "coupon.enabled" : "coupon.disabled", SubjectKind.Panel, id.Value, null, new { coupon.Code });
            return id;
        }, cancellationToken);

    private Refusal? Read(Actor actor, CouponForm form, out Coupon coupon)
    {
        coupon = new Coupon { Code = CouponCode.Normal(form.Code) ?? "", CreatedBy = actor, CreatedAt = clock.Now };
        if (coupon.Code.Length == 0) return new Refusal.Invalid(nameof(CouponForm.Code), "Use 3 to 32 letters, digits and hyphens.");
        if (MoneyText.Read(form.Amount, out var amount) is { } problem) return new Refusal.Invalid(nameof(CouponForm.Amount), problem);
        if (!amount.IsPositive || amount > Money.FromUnits(MostAmount)) return new Refusal.Invalid(nameof(CouponForm.Amount), "Enter more than 0 and at most {0}.", MostAmount);
        if (form.ValidUntil is { } day && day < clock.Now.Day) return new Refusal.Invalid(nameof(CouponForm.ValidUntil), "This day is over.");
        if (FormText.Number(nameof(CouponForm.PerAccount), form.PerAccount, 1, 1000, out var perAccount) is { } badEach) return badEach;
        if (Optional(nameof(CouponForm.GrantDays), form.GrantDays, 3650, out var days) is { } badDays) return badDays;
        if (Optional(nameof(CouponForm.TotalLimit), form.TotalLimit, 1_000_000, out var total) is { } badTotal) return badTotal;
        if (FormText.Line(nameof(CouponForm.Note), form.Note, 200, false, out var note) is { } badNote) return badNote;
        (coupon.Amount, coupon.PerAccount, coupon.GrantDays, coupon.TotalLimit, coupon.Note) = (amount, perAccount, days, total, note);
        coupon.ValidUntil = form.ValidUntil is { } last ? Instant.StartOf(last.AddDays(1)) : null;
        return null;
    }

    private static Refusal? Optional(string field, string? text, int most, out int? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        var refusal = FormText.Number(field, text, 1, most, out var read);
        number = read;
        return refusal;
    }

    private static Refusal.Invalid Taken() => new(nameof(CouponForm.Code), "There is a coupon with this code already.");
}
