using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Payments;

/// <summary>
/// Does what stored deliveries tell, each in one transaction. May run on several nodes at once and be killed anywhere: a delivery is done
/// with its effects or still there.
/// </summary>
public sealed class PaymentWorker(
    Transactions transactions, IEnumerable<IPaymentGateway> gateways, PaymentPosting posting, BusinessClock clock, TimeProvider time,
    ILogger<PaymentWorker> log)
{
    private const int Batch = 100;
    private const int MaxAttempts = 12;

    private readonly Dictionary<string, IPaymentGateway> gateways = gateways.ToDictionary(g => g.Name);

    /// <summary>Processes what is due now.</summary>
    /// <returns>How many deliveries were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = SystemNow;
        var due = await transactions.ReadAsync(
            (db, token) => db.GatewayEvents.Where(e => e.State == GatewayEventState.Received && e.DueAt <= now)
                .OrderBy(e => e.Id).Select(e => e.Id).Take(Batch).ToListAsync(token),
            cancellationToken);
        foreach (var id in due) await ProcessAsync(id, cancellationToken);
        return due.Count;
    }

    private async Task ProcessAsync(GatewayEventId id, CancellationToken cancellationToken)
    {
        try
        {
            await transactions.RunAsync((db, token) => ApplyAsync(db, id, token), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(e, "Delivery {Delivery} could not be processed", id);
            await transactions.RunAsync((db, token) => PostponeAsync(db, id, e.GetBaseException().Message, token), cancellationToken);
        }
    }

    private async Task ApplyAsync(LobsterDbContext db, GatewayEventId id, CancellationToken cancellationToken)
    {
        var now = SystemNow;
        // Takes the row: of two nodes, the second one waits here and then finds it done.
        var mine = await db.GatewayEvents.Where(e => e.Id == id && e.State == GatewayEventState.Received)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.ProcessedAt, now), cancellationToken);
        if (mine == 0) return;
        var delivery = await db.GatewayEvents.SingleAsync(e => e.Id == id, cancellationToken);
        var news = gateways.TryGetValue(delivery.Gateway, out var gateway)
            ? gateway.Read(delivery.Body)
            : throw new InvalidOperationException($"The gateway {delivery.Gateway} is switched off.");
        var result = await posting.ApplyAsync(db, delivery.Gateway, news, cancellationToken);
        (delivery.State, delivery.PaymentId, delivery.Note) = (result.State, result.PaymentId, Cut(result.Note));
        if (result.State == GatewayEventState.Failed)
            db.Record(clock.Now, Actor.System, "payment.alarm", SubjectKind.Payment, result.PaymentId?.Value ?? 0, null, new { delivery = id.Value, note = result.Note });
    }

    private async Task PostponeAsync(LobsterDbContext db, GatewayEventId id, string why, CancellationToken cancellationToken)
    {
        var delivery = await db.GatewayEvents.SingleAsync(e => e.Id == id, cancellationToken);
        if (delivery.State != GatewayEventState.Received) return;
        delivery.Attempts++;
        delivery.Note = Cut(why);
        delivery.DueAt = SystemNow + TimeSpan.FromMinutes(1L << Math.Min(delivery.Attempts - 1, 9));
        if (delivery.Attempts < MaxAttempts) return;
        delivery.State = GatewayEventState.Failed;
        db.Record(clock.Now, Actor.System, "payment.alarm", SubjectKind.Payment, 0, null, new { delivery = id.Value, note = delivery.Note });
    }

    private Instant SystemNow => Instant.From(time.GetUtcNow());

    private static string? Cut(string? text) => text is { Length: > 1000 } ? text[..1000] : text;
}
