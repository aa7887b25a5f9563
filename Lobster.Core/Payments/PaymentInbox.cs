using System.Text.Json;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Stores genuine deliveries before they are answered, and counts the others. Safe for use from many threads.</summary>
public sealed class PaymentInbox(Transactions transactions, PaymentSignal signal, TimeProvider time)
{
    /// <summary>Stores a delivery and commits; an event that is stored already is left as it is.</summary>
    /// <param name="gateway">The gateway's type.</param>
    /// <param name="genuine">Its verdict about the call.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it was new.</returns>
    public async Task<bool> StoreAsync(
        string gateway, WebhookVerdict.Genuine genuine, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var now = Instant.From(time.GetUtcNow());
        try
        {
            await transactions.RunAsync(async (db, token) =>
            {
                db.GatewayEvents.Add(new GatewayEvent
                {
                    Gateway = gateway, EventKey = genuine.EventKey, Headers = JsonSerializer.Serialize(genuine.Kept), Body = body.ToArray(),
                    ReceivedAt = now, DueAt = now,
                });
                await db.Gateways.Where(g => g.Type == gateway).ExecuteUpdateAsync(s => s.SetProperty(g => g.LastDeliveryAt, now), token);
            }, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return false;
        }
        signal.Raise();
        return true;
    }

    /// <summary>Counts a call that was turned away. Nothing that a stranger sent is kept but the address.</summary>
    /// <param name="gateway">The gateway's type.</param>
    /// <param name="why">The reason, in the gateway's own fixed words.</param>
    /// <param name="address">Where it came from; null when unknown.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task RejectAsync(string gateway, string why, string? address, CancellationToken cancellationToken = default)
    {
        var now = Instant.From(time.GetUtcNow());
        var (reason, day) = (why.Length > 120 ? why[..120] : why, now.Day.DayNumber);
        return transactions.RunAsync((db, token) => db.Database.ExecuteSqlAsync($"""
            INSERT INTO "RejectedDeliveries" ("Gateway", "Day", "Why", "Count", "LastAt", "LastAddress") VALUES ({gateway}, {day}, {reason}, 1, {now.Micros}, {address})
            ON CONFLICT ("Gateway", "Day", "Why") DO UPDATE SET "Count" = "RejectedDeliveries"."Count" + 1, "LastAt" = excluded."LastAt", "LastAddress" = excluded."LastAddress"
            """, token), cancellationToken);
    }
}
