using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Payments;

/// <summary>
/// Asks providers to send back what was asked for, until they have answered. On several nodes only one asks at a time: the one that moved the refund's date, which
/// holds for longer than a call may take.
/// </summary>
public sealed class RefundSender(
    Transactions transactions, PaymentGateways gateways, PaymentPosting posting, BusinessClock clock, TimeProvider time, ILogger<RefundSender> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "refunds";

    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(10);

    string ISweep.Name => Name;

    /// <summary>Sends what is due.</summary>
    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = SystemNow;
        var due = await transactions.ReadAsync(
            (db, token) => db.Refunds.Where(r => r.DueAt != null && r.DueAt <= now && r.State == RefundState.Requested).OrderBy(r => r.DueAt).Select(r => r.Id).Take(50).ToListAsync(token), cancellationToken);
        foreach (var id in due) await SendAsync(id, cancellationToken);
        return SweepResult.Nothing;
    }

    /// <summary>Asks the provider for one refund, if it is due and nobody else does.</summary>
    public async Task SendAsync(RefundId id, CancellationToken cancellationToken = default)
    {
        var now = SystemNow;
        var until = now + Turn;
        var isMine = await transactions.RunAsync((db, token) => db.Refunds.Where(r => r.Id == id && r.State == RefundState.Requested && r.DueAt <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.DueAt, until).SetProperty(r => r.Attempts, r => r.Attempts + 1), token), cancellationToken) == 1;
        if (!isMine) return;
        var (refund, payment) = await transactions.ReadAsync(async (db, token) =>
        {
            var found = await db.Refunds.SingleAsync(r => r.Id == id, token);
            return (found, await db.Payments.SingleAsync(p => p.Id == found.PaymentId, token));
        }, cancellationToken);
        try
        {
            var gateway = await gateways.FindAsync(payment.Gateway, cancellationToken) as IRefunds
                ?? throw new GatewayException(GatewayErrorKind.Unavailable, $"{gateways.NameOf(payment.Gateway)} is switched off.");
            var reported = await gateway.RefundAsync(payment, refund, cancellationToken);
            var report = new PaymentReport { Refunds = [reported with { RequestId = refund.RequestId }] };
            await transactions.RunAsync((db, token) => posting.ApplyAsync(db, payment.Id, report, refund.Actor, token), cancellationToken);
        }
        catch (GatewayException e) when (e.Kind == GatewayErrorKind.Rejected)
        {
            await transactions.RunAsync((db, token) => FailAsync(db, payment.Id, id, e.Message, token), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("Refund {Refund} could not be sent: {Reason}", id, e.Message);
            await transactions.RunAsync((db, token) => PostponeAsync(db, id, e is GatewayException ? e.Message : "An error of the panel; see its log.", token), cancellationToken);
        }
    }

    private async Task FailAsync(LobsterDbContext db, PaymentId paymentId, RefundId id, string why, CancellationToken cancellationToken)
    {
        var payment = await db.TakePaymentAsync(paymentId, cancellationToken);
        var refund = await db.Refunds.SingleAsync(r => r.Id == id, cancellationToken);
        if (refund.State != RefundState.Requested) return;
        (refund.State, refund.DueAt, refund.Note) = (RefundState.Failed, null, Cut(why));
        await db.SaveChangesAsync(cancellationToken);
        db.Record(clock.Now, Actor.System, "payment.refund.failed", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, refund = id.Value, note = why });
        payment.Version++;
        await posting.SettleAsync(db, payment, Actor.System, cancellationToken);
    }

    private async Task PostponeAsync(LobsterDbContext db, RefundId id, string why, CancellationToken cancellationToken)
    {
        var refund = await db.Refunds.SingleAsync(r => r.Id == id, cancellationToken);
        if (refund.State != RefundState.Requested) return;
        refund.Note = Cut(why);
        refund.DueAt = SystemNow + TimeSpan.FromMinutes(1L << Math.Min(refund.Attempts, 8));
    }

    private Instant SystemNow => Instant.From(time.GetUtcNow());

    private static string Cut(string text) => text.Length > 1000 ? text[..1000] : text;
}
