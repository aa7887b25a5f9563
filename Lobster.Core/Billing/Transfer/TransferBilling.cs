using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Billing.Transfer;

/// <summary>
/// Each hour bills the whole GB that a pool used beyond its projected allowance and grace, tells owners of percentages reached, and closes months that
/// are over. What was billed is never given back when the projection rises again.
/// </summary>
public sealed class TransferBilling(
    Transactions transactions, SweepGate gate, BillingOptions billing, TransferOptions options, ITransferLetters letters, TimeProvider time,
    ILogger<TransferBilling> log) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "transfer";

    private long doneHour = long.MinValue;

    string ISweep.Name => Name;

    /// <summary>One run; a second one within the same hour of this panel does nothing. An account that cannot be billed is parked with its reason.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, BillAsync, cancellationToken);

    private async Task<SweepResult> BillAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var hour = pass.Now.Micros / (3600 * Instant.MicrosPerSecond);
        if (hour == Interlocked.Read(ref doneHour)) return SweepResult.Nothing;
        var result = SweepResult.Nothing;
        foreach (var page in (await AccountsAsync(cancellationToken)).Chunk(billing.BatchSize))
        {
            var due = await transactions.ReadAsync((db, token) => PoolJudge.JudgeAsync(db, page, options, pass.Now, token), cancellationToken);
            if (due.Count == 0) continue;
            await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
            result += await new AccountBatches(transactions, pass, "Its transfer could not be billed", log).RunAsync(
                due.GroupBy(v => v.Pool.AccountId).Select(g => (g.Key, g.Count())), billing.BatchSize,
                (db, accounts, token) => BillAsync(db, accounts, pass.Now, token), cancellationToken);
        }

        Interlocked.Exchange(ref doneHour, hour);
        return result;
    }

    private async Task<int> BillAsync(LobsterDbContext db, IReadOnlyList<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        await db.TakeAccountsAsync(accounts, cancellationToken);
        var sound = await db.Accounts.Where(a => accounts.Contains(a.Id) && a.ParkedAt == null).Select(a => a.Id).ToListAsync(cancellationToken);
        var verdicts = await PoolJudge.JudgeAsync(db, sound, options, now, cancellationToken);
        var posting = await TransferPosting.PrepareAsync(db, verdicts, options, letters, now, Instant.From(time.GetUtcNow()), cancellationToken);
        await posting.WriteAsync(cancellationToken);
        return verdicts.Count;
    }

    private Task<List<AccountId>> AccountsAsync(CancellationToken cancellationToken) =>
        transactions.ReadAsync((db, token) => (
            from pool in PoolJudge.Open(db, options)
            join account in db.Accounts on pool.AccountId equals account.Id
            where account.ParkedAt == null
            select account.Id).Distinct().OrderBy(id => id).ToListAsync(token), cancellationToken);
}
