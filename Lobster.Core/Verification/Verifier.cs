using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Re-derives every invariant from the tables, in one snapshot of the database, and names each violation. Changes nothing.</summary>
public sealed class Verifier(IDbContextFactory<LobsterDbContext> factory)
{
    private static readonly IInvariant[] Invariants =
        [new BalanceInvariant(), new UsageInvariant(), new ChargeChainInvariant(), new BillingLifeInvariant(), new OperationInvariant(), new PaymentInvariant(),
            new SealInvariant(), new StorageInvariant(), new TransferInvariant(), new StandingInvariant(),
            new FindingInvariant()];

    /// <summary>All violations, as they are found.</summary>
    public async Task<IReadOnlyList<Violation>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await db.Database.BeginTransactionAsync(
            db.Database.IsSqlite() ? System.Data.IsolationLevel.Serializable : System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var found = new List<Violation>();
        foreach (var invariant in Invariants)
            await foreach (var violation in invariant.CheckAsync(db, cancellationToken)) found.Add(violation);
        return found;
    }
}
