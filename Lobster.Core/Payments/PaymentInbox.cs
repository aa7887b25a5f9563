using System.Text.Json;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Stores genuine deliveries before they are answered. Safe for use from many threads.</summary>
public sealed class PaymentInbox(Transactions transactions, PaymentSignal signal, TimeProvider time)
{
    /// <summary>Stores a delivery and commits; an event that is stored already is left as it is.</summary>
    /// <param name="gateway">The gateway's name.</param>
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
            await transactions.RunAsync((db, _) =>
            {
                db.GatewayEvents.Add(new GatewayEvent
                {
                    Gateway = gateway, EventKey = genuine.EventKey, Headers = JsonSerializer.Serialize(genuine.Kept), Body = body.ToArray(),
                    ReceivedAt = now, DueAt = now,
                });
                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return false;
        }
        signal.Raise();
        return true;
    }
}
