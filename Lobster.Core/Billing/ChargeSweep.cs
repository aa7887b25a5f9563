using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Billing;

/// <summary>
/// Charges every interval that has ended, each exactly once, in batches of whole accounts. May run on several nodes at once and be
/// killed anywhere: the watermark, the lines, the entry and the balance move together or not at all.
/// </summary>
public sealed class ChargeSweep(Transactions transactions, SweepGate gate, PanelFacts facts, BillingOptions options, ILogger<ChargeSweep> log) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "charge";

    string ISweep.Name => Name;

    /// <summary>One run. An account that cannot be charged is parked with its reason; all others go on.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, ChargeAsync, cancellationToken);

    private async Task<SweepResult> ChargeAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var due = await FindDueAsync(pass.Now, cancellationToken);
        if (due.Count == 0) return SweepResult.Nothing;
        var run = await pass.BeginAsync(pass.Now - due.Min(d => d.Oldest) - facts.Interval, cancellationToken);
        var result = SweepResult.Nothing;
        foreach (var batch in Batches(due))
        {
            result += await ChargeBatchAsync(batch, run, pass.Now, cancellationToken);
            await pass.KeepAsync(cancellationToken);
        }

        return result;
    }

    private async Task<SweepResult> ChargeBatchAsync(
        IReadOnlyList<AccountId> accounts, SweepRunId run, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            return new SweepResult(await transactions.RunAsync((db, token) => ChargeAccountsAsync(db, accounts, run, now, token), cancellationToken), 0);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (DatabaseErrors.IsOutage(e)) throw;
            if (accounts.Count == 1) return await SetAsideAsync(accounts[0], e, now, cancellationToken);
            log.LogWarning(e, "A batch of {Accounts} accounts could not be charged together; each is tried by itself", accounts.Count);
        }

        var result = SweepResult.Nothing;
        foreach (var account in accounts) result += await ChargeBatchAsync([account], run, now, cancellationToken);
        return result;
    }

    private async Task<int> ChargeAccountsAsync(
        LobsterDbContext db, IReadOnlyList<AccountId> accounts, SweepRunId run, Instant now, CancellationToken cancellationToken)
    {
        await db.TakeAccountsAsync(accounts, cancellationToken);
        var limit = now - facts.Interval;
        var due = db.VmBillings.Where(b => accounts.Contains(b.AccountId) && b.End == null && b.ChargedUntil <= limit
            && db.Accounts.Any(a => a.Id == b.AccountId && a.ParkedAt == null));
        var posting = await ChargePosting.PrepareAsync(db, due, now, run, cancellationToken);
        foreach (var vm in posting.Machines)
        {
            posting.Charge(vm, Rating.Ended(vm.ChargedUntil, now, vm.Minutes));
            db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, vm.VmId.Value, vm.AccountId));
        }

        await posting.FinishAsync(cancellationToken);
        return posting.Machines.Count;
    }

    private async Task<SweepResult> SetAsideAsync(AccountId account, Exception e, Instant now, CancellationToken cancellationToken)
    {
        log.LogError(e, "Account {Account} could not be charged and is parked", account);
        await transactions.RunAsync((db, token) => db.ParkAsync(account, now, $"It could not be charged: {e.GetBaseException().Message}", token), cancellationToken);
        return new SweepResult(0, 1);
    }

    private Task<List<DueAccount>> FindDueAsync(Instant now, CancellationToken cancellationToken)
    {
        var limit = now - facts.Interval;
        return transactions.ReadAsync((db, token) => (
            from billing in db.VmBillings
            join account in db.Accounts on billing.AccountId equals account.Id
            where billing.End == null && billing.ChargedUntil <= limit && account.ParkedAt == null
            group billing.ChargedUntil by billing.AccountId into machines
            orderby machines.Key
            select new DueAccount(machines.Key, machines.Count(), machines.Min())).ToListAsync(token), cancellationToken);
    }

    private IEnumerable<IReadOnlyList<AccountId>> Batches(IReadOnlyList<DueAccount> due)
    {
        var batch = new List<AccountId>();
        var machines = 0;
        foreach (var account in due)
        {
            if (batch.Count > 0 && machines + account.Machines > options.BatchSize)
            {
                yield return batch;
                (batch, machines) = ([], 0);
            }

            batch.Add(account.Id);
            machines += account.Machines;
        }

        if (batch.Count > 0) yield return batch;
    }

    private sealed record DueAccount(AccountId Id, int Machines, Instant Oldest);
}
