using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Deletes the bodies of calls after their time: they hold personal data. What became of a call stays.</summary>
public sealed class DeliveryPruning(Transactions transactions, PaymentOptions options, TimeProvider time) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "deliveries";

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var limit = Instant.From(time.GetUtcNow()) - TimeSpan.FromDays(options.KeepBodiesDays);
        // No headers at all, not even an empty object, mark a call whose body is gone.
        await transactions.RunAsync((db, token) => db.GatewayEvents.Where(e => e.ReceivedAt < limit && e.State != GatewayEventState.Received && e.Headers != "")
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Body, Array.Empty<byte>()).SetProperty(e => e.Headers, ""), token), cancellationToken);
        return SweepResult.Nothing;
    }
}
