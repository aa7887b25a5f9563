using Lobster.Core.Accounts;
using Lobster.Core.Coupons;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Payments as staff with an eye on money see them.</summary>
public sealed class PaymentDesk(Transactions transactions, PaymentSignal signal, BusinessClock clock, TimeProvider time)
{
    /// <summary>One page; refused for others than finance and admins.</summary>
    public Task<Outcome<PaymentList>> ListAsync(Actor actor, PaymentFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<PaymentList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            var wanted = Narrow(db, filter);
            var page = wanted.OrderByDescending(p => p.Id).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            var rows = await page.Select(p => new PaymentRow(p, db.Accounts.Where(a => a.Id == p.AccountId).Select(a => a.Name).First())).ToListAsync(token);
            var (credited, _) = await wanted.Where(p => p.CompletedAt != null).Select(p => p.Credit.Nanos).TotalAsync(token);
            return new PaymentList(rows, await wanted.CountAsync(token), await db.Payments.CountAsync(p => p.State == PaymentState.Review, token), credited);
        }, cancellationToken);
    }

    /// <summary>What providers and their calls told differently in the last thirty days, the newest first; refused for others than finance and admins.</summary>
    public Task<Outcome<IReadOnlyList<PaymentDifference>>> DifferencesAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<IReadOnlyList<PaymentDifference>>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            return await db.DifferencesAsync(clock.Now - TimeSpan.FromDays(30), clock.Now + TimeSpan.FromDays(1), token);
        }, cancellationToken);

    /// <summary>Everything about one payment; null when there is none or the actor may not see it.</summary>
    public Task<PaymentStory?> StoryAsync(Actor actor, PaymentId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is not null) return null;
            return await db.Payments.SingleOrDefaultAsync(p => p.Id == id, token) is { } payment ? await ReadAsync(db, payment, token) : null;
        }, cancellationToken);

    /// <summary>Has a delivery processed again, whatever became of it before: safe, since what it told is applied once.</summary>
    public async Task<Outcome<GatewayEventId>> ProcessAgainAsync(Actor actor, GatewayEventId id, CancellationToken cancellationToken = default)
    {
        var done = await transactions.RunAsync<Outcome<GatewayEventId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.GatewayEvents.SingleOrDefaultAsync(e => e.Id == id, token) is not { } delivery) return new Refusal.NotFound();
            if (delivery.Body.Length == 0) return new Refusal.Conflict("Its body was deleted after its time. Look the payment up at the provider instead.");
            (delivery.State, delivery.Attempts, delivery.DueAt, delivery.ProcessedAt) = (GatewayEventState.Received, 0, Instant.From(time.GetUtcNow()), null);
            db.Record(clock.Now, actor, "payment.delivery.again", SubjectKind.Payment, delivery.PaymentId?.Value ?? 0, null, new { delivery = id.Value });
            return id;
        }, cancellationToken);
        signal.Raise();
        return done;
    }

    /// <summary>Sets a delivery that could not be applied aside, once somebody has seen to it.</summary>
    public Task<Outcome<GatewayEventId>> SetAsideAsync(Actor actor, GatewayEventId id, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<GatewayEventId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.GatewayEvents.SingleOrDefaultAsync(e => e.Id == id, token) is not { State: GatewayEventState.Failed } delivery) return new Refusal.NotFound();
            delivery.State = GatewayEventState.Ignored;
            db.Record(clock.Now, actor, "payment.delivery.aside", SubjectKind.Payment, delivery.PaymentId?.Value ?? 0, null, new { delivery = id.Value, delivery.Note });
            return id;
        }, cancellationToken);

    private static async Task<PaymentStory> ReadAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == payment.AccountId, cancellationToken);
        var refunds = await db.Refunds.Where(r => r.PaymentId == payment.Id).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var disputes = await db.Disputes.Where(d => d.PaymentId == payment.Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        return new PaymentStory(
            payment, account.Name, refunds, disputes,
            await db.GatewayEvents.Where(e => e.PaymentId == payment.Id).OrderBy(e => e.Id).ToListAsync(cancellationToken),
            await db.LedgerEntries.Where(e => e.PaymentId == payment.Id).OrderBy(e => e.Id).ToListAsync(cancellationToken),
            await db.Events.Where(e => e.Subject == SubjectKind.Payment && e.SubjectId == payment.Id.Value).OrderBy(e => e.Id).Take(200).ToListAsync(cancellationToken),
            RefundLimit.Of(payment, refunds, disputes, account.Credit - await db.UnspentPromoAsync(account.Id, cancellationToken)),
            await db.Users.Where(u => u.Id == payment.RecordedBy).Select(u => u.UserName).FirstOrDefaultAsync(cancellationToken));
    }

    private static IQueryable<Payment> Narrow(LobsterDbContext db, PaymentFilter filter)
    {
        IQueryable<Payment> payments = db.Payments;
        if (filter.State is { } state) payments = payments.Where(p => p.State == state);
        if (filter.Gateway is { Length: > 0 } gateway) payments = payments.Where(p => p.Gateway == gateway);
        if (string.IsNullOrWhiteSpace(filter.Search)) return payments;
        var like = SearchText.Contains(filter.Search);
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
        return payments.Where(p => EF.Functions.Like(p.Reference.ToLower(), like, "\\") || EF.Functions.Like(p.GatewayId!.ToLower(), like, "\\")
            || EF.Functions.Like(p.MoneyKey!.ToLower(), like, "\\") || db.Accounts.Any(a => a.Id == p.AccountId && EF.Functions.Like(a.Name.ToLower(), like, "\\")));
#pragma warning restore CA1304, CA1311
    }
}
