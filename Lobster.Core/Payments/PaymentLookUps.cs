using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Payments;

/// <summary>
/// Reads payments back from their providers, so that a lost call heals by itself: open ones after some minutes and then ever more rarely, finished ones once a day
/// for some days. Safe from many threads and on many nodes: what is found is applied once.
/// </summary>
public sealed class PaymentLookUps(
    Transactions transactions, PaymentGateways gateways, PaymentPosting posting, PaymentOptions options, BusinessClock clock, TimeProvider time, ILogger<PaymentLookUps> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "payments";

    private const int Batch = 50;
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(15);

    string ISweep.Name => Name;

    /// <summary>Looks at what is due.</summary>
    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = SystemNow;
        var due = await transactions.ReadAsync(
            (db, token) => db.Payments.Where(p => p.LookAt != null && p.LookAt <= now).OrderBy(p => p.LookAt).Select(p => p.Id).Take(Batch).ToListAsync(token), cancellationToken);
        foreach (var id in due) await SweepAsync(id, cancellationToken);
        return SweepResult.Nothing;
    }

    /// <summary>Looks one payment up now, for its owner who has come back or for staff, and answers it as it stands then.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The payment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Payment>> LookAsync(Actor actor, PaymentId id, CancellationToken cancellationToken = default)
    {
        var payment = await transactions.ReadAsync(async (db, token) =>
            await db.Payments.SingleOrDefaultAsync(p => p.Id == id, token) is { } found && await db.MayReadAsync(actor, found.AccountId, token) ? found : null, cancellationToken);
        if (payment is null) return new Refusal.NotFound();
        try
        {
            await AskAsync(payment, isSweep: false, cancellationToken);
        }
        catch (GatewayException e)
        {
            log.LogWarning("Payment {Payment} could not be looked up: {Reason}", id, e.Message);
            return new Refusal.Conflict("{0} does not answer at the moment. Nothing is lost; it is asked again soon.", gateways.NameOf(payment.Gateway));
        }
        return await transactions.ReadAsync((db, token) => db.Payments.SingleAsync(p => p.Id == id, token), cancellationToken);
    }

    private async Task SweepAsync(PaymentId id, CancellationToken cancellationToken)
    {
        // Another node may be at it: whoever moves the date first looks.
        var payment = await transactions.RunAsync((db, token) => ClaimAsync(db, id, token), cancellationToken);
        if (payment is null) return;
        try
        {
            await AskAsync(payment, isSweep: true, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("Payment {Payment} could not be looked up: {Reason}", id, e.Message);
        }
    }

    private async Task<Payment?> ClaimAsync(LobsterDbContext db, PaymentId id, CancellationToken cancellationToken)
    {
        var now = SystemNow;
        var payment = await db.TakePaymentAsync(id, cancellationToken);
        if (payment.LookAt is not { } due || due > now) return null;
        payment.LookAt = Next(payment, now);
        payment.Looks++;
        payment.Version++;
        return payment;
    }

    private Instant? Next(Payment payment, Instant now)
    {
        if (PaymentRules.Rank(payment.State) > 1) return payment.Looks + 1 < options.LookBackDays ? now + TimeSpan.FromDays(1) : null;
        if (clock.Now - payment.CreatedAt > GiveUp) return null;
        var gap = TimeSpan.FromTicks(options.LookAfterSeconds * TimeSpan.TicksPerSecond << Math.Min(payment.Looks, 10));
        return now + (gap < LongestGap ? gap : LongestGap);
    }

    private async Task AskAsync(Payment payment, bool isSweep, CancellationToken cancellationToken)
    {
        var gateway = await gateways.FindAsync(payment.Gateway, cancellationToken) ?? throw new GatewayException(GatewayErrorKind.Unavailable, $"{payment.Gateway} is switched off.");
        if (await gateway.LookUpAsync(payment, cancellationToken) is not { } report) return;
        await transactions.RunAsync(async (db, token) =>
        {
            var before = await db.Payments.AsNoTracking().Where(p => p.Id == payment.Id).Select(p => p.State).SingleAsync(token);
            await posting.ApplyAsync(db, payment.Id, report, Actor.System, token);
            var after = await db.Payments.SingleAsync(p => p.Id == payment.Id, token);
            // What no call had told: the daily report of differences is made of these.
            if (isSweep && after.State != before)
                db.Record(clock.Now, Actor.System, "payment.healed", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, from = before.ToString(), to = after.State.ToString() });
        }, cancellationToken);
    }

    private Instant SystemNow => Instant.From(time.GetUtcNow());
}
