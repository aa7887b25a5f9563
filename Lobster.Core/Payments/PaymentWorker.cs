using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Payments;

/// <summary>
/// Does what stored deliveries tell: finds the payment, asks the provider where the call alone is not enough, and then, in one transaction, applies the report and
/// marks the delivery done. May run on several nodes at once and be killed anywhere: a delivery is done with its effects or still there.
/// </summary>
public sealed class PaymentWorker(
    Transactions transactions, PaymentGateways gateways, PaymentPosting posting, CardSaving cards, BusinessClock clock, TimeProvider time, ILogger<PaymentWorker> log)
{
    private const int Batch = 100;
    private const int MaxAttempts = 12;
    private static readonly Actor Webhook = new() { Channel = ActorChannel.Webhook };

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
            var delivery = await transactions.ReadAsync((db, token) => db.GatewayEvents.SingleAsync(e => e.Id == id, token), cancellationToken);
            if (delivery.State == GatewayEventState.Received) await ProcessAsync(delivery, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(e, "Delivery {Delivery} could not be processed", id);
            await transactions.RunAsync((db, token) => PostponeAsync(db, id, e.GetBaseException().Message, token), cancellationToken);
        }
    }

    private async Task ProcessAsync(GatewayEvent delivery, CancellationToken cancellationToken)
    {
        var gateway = await gateways.FindAsync(delivery.Gateway, cancellationToken) ?? throw new InvalidOperationException($"The gateway {delivery.Gateway} is switched off.");
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(delivery.Headers)!;
        switch (gateway.Read(new WebhookCall(new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase), delivery.Body)))
        {
            case GatewayNews.About about:
                await ApplyAsync(delivery, gateway, about, cancellationToken);
                break;
            case GatewayNews.CardSaved saved:
                var result = await cards.TakeAsync(delivery.Gateway, saved.SetupId, Webhook, cancellationToken);
                await FinishAsync(delivery.Id, result.IsChanged ? GatewayEventState.Processed : GatewayEventState.Ignored, null, result.Note, cancellationToken);
                break;
            case GatewayNews.Irrelevant other:
                await FinishAsync(delivery.Id, GatewayEventState.Ignored, null, other.What, cancellationToken);
                break;
            case var news:
                throw new InvalidOperationException($"Nothing is known about {news}.");
        }
    }

    private async Task ApplyAsync(GatewayEvent delivery, IPaymentGateway gateway, GatewayNews.About about, CancellationToken cancellationToken)
    {
        var match = await transactions.ReadAsync((db, token) => db.FindPaymentAsync(delivery.Gateway, about.Clue, token), cancellationToken);
        if (match.Payment is not { } payment)
        {
            await FinishAsync(delivery.Id, match.IsOurs ? GatewayEventState.Failed : GatewayEventState.Ignored, null, match.Why, cancellationToken);
            return;
        }
        // Asked before the transaction: nothing is locked while a provider thinks.
        var report = about.Report ?? await gateway.LookUpAsync(payment, cancellationToken);
        await transactions.RunAsync(async (db, token) =>
        {
            if (!await TakeAsync(db, delivery.Id, token)) return;
            var result = report is null
                ? new PaymentPosting.Result(false, "The provider does not know this payment.")
                : await posting.ApplyAsync(db, payment.Id, report, Webhook, token);
            await MarkAsync(db, delivery.Id, result.IsChanged ? GatewayEventState.Processed : GatewayEventState.Ignored, payment.Id, result.Note ?? "Nothing new.", token);
        }, cancellationToken);
    }

    private Task FinishAsync(GatewayEventId id, GatewayEventState state, PaymentId? payment, string? note, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            if (!await TakeAsync(db, id, token)) return;
            await MarkAsync(db, id, state, payment, note, token);
            if (state == GatewayEventState.Failed) Alarm(db, id, payment, note);
        }, cancellationToken);

    // Takes the row: of two nodes, the second one waits here and then finds it done.
    private async Task<bool> TakeAsync(LobsterDbContext db, GatewayEventId id, CancellationToken cancellationToken)
    {
        var now = SystemNow;
        return await db.GatewayEvents.Where(e => e.Id == id && e.State == GatewayEventState.Received)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.ProcessedAt, now), cancellationToken) == 1;
    }

    private static async Task MarkAsync(LobsterDbContext db, GatewayEventId id, GatewayEventState state, PaymentId? payment, string? note, CancellationToken cancellationToken)
    {
        var delivery = await db.GatewayEvents.SingleAsync(e => e.Id == id, cancellationToken);
        (delivery.State, delivery.PaymentId, delivery.Note) = (state, payment, Cut(note));
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
        Alarm(db, id, null, delivery.Note);
    }

    private void Alarm(LobsterDbContext db, GatewayEventId id, PaymentId? payment, string? note) =>
        db.Record(clock.Now, Actor.System, "payment.alarm", SubjectKind.Payment, payment?.Value ?? 0, null, new { delivery = id.Value, note });

    private Instant SystemNow => Instant.From(time.GetUtcNow());

    private static string? Cut(string? text) => text is { Length: > 1000 } ? text[..1000] : text;
}
