using System.Data;
using Lobster.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Re-derives every invariant from the tables, in one snapshot of the database, and names each violation. Changes nothing.</summary>
public sealed class Verifier(IDbContextFactory<LobsterDbContext> factory)
{
    private static readonly IInvariant[] Invariants =
        [new BalanceInvariant(), new UsageInvariant(), new EntryKeyInvariant(), new ChargeChainInvariant(), new BillingLifeInvariant(), new OperationInvariant(), new PaymentInvariant(), new ReceiptInvariant(),
            new SealInvariant(), new StorageInvariant(), new TransferInvariant(), new StandingInvariant(), new PriceMoveInvariant(), new CorrectionInvariant(), new FindingInvariant()];

    /// <summary>All violations.</summary>
    public async Task<IReadOnlyList<Violation>> RunAsync(CancellationToken cancellationToken = default) => (await ExamineAsync(null, cancellationToken)).Violations;

    /// <summary>All violations and what was looked at. Streams the tables; memory does not grow with them.</summary>
    /// <param name="onStep">Told before each group of rules.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<VerifyReport> ExamineAsync(Func<VerifyStep, Task>? onStep, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await SnapshotAsync(db, cancellationToken);
        var (found, total) = (new List<Violation>(), 0);
        for (var i = 0; i < Invariants.Length; i++)
        {
            if (onStep is not null) await onStep(new VerifyStep(Words(Invariants[i]), i + 1, Invariants.Length));
            await foreach (var violation in Invariants[i].CheckAsync(db, cancellationToken))
                if (++total <= VerifyReport.Most) found.Add(violation);
        }

        var lines = await db.ChargeLines.LongCountAsync(cancellationToken) + await db.StorageLines.LongCountAsync(cancellationToken)
            + await db.TransferLines.LongCountAsync(cancellationToken);
        return new VerifyReport(found, total, new VerifyCounts(
            await db.Accounts.LongCountAsync(cancellationToken), await db.LedgerEntries.LongCountAsync(cancellationToken), lines));
    }

    // SQLite: a deferred transaction only reads; its snapshot begins with its first reading, and nobody who writes waits for it.
    private static async Task<IAsyncDisposable> SnapshotAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite()) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }

    // "ChargeChainInvariant" reads "charge chain".
    private static string Words(IInvariant invariant) =>
        string.Concat(invariant.GetType().Name[..^"Invariant".Length].Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : c.ToString()));
}
