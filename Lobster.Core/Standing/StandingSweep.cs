using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Standing;

/// <summary>
/// Notifies, suspends, restores and terminates accounts. Finds those that may have to change in a few statements, then takes each by itself:
/// reads it anew under its lock, decides, and writes all consequences in one transaction, so that it may be killed anywhere and run twice.
/// </summary>
public sealed class StandingSweep : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "standing";

    private readonly Transactions transactions;
    private readonly SweepGate gate;
    private readonly BusinessClock clock;
    private readonly StandingOptions options;
    private readonly StandingChanges changes;
    private readonly AccountTermination termination;
    private readonly ILogger<StandingSweep> log;

    internal StandingSweep(
        Transactions transactions, SweepGate gate, BusinessClock clock, StandingOptions options, StandingChanges changes, AccountTermination termination,
        ILogger<StandingSweep> log) =>
        (this.transactions, this.gate, this.clock, this.options, this.changes, this.termination, this.log) =
        (transactions, gate, clock, options, changes, termination, log);

    string ISweep.Name => Name;

    /// <summary>One pass over all accounts.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, SweepAsync, cancellationToken);

    /// <summary>Decides about one account now, as after a change of its credit.</summary>
    public async Task<StandingDecision?> LookAsync(AccountId accountId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await DecideAsync(accountId, cancellationToken);
        }
        catch (UnchargeableException e)
        {
            log.LogError(e, "The last charges of account {Account} failed; it is parked and not terminated", accountId);
            await transactions.RunAsync((db, token) => db.ParkAsync(accountId, clock.Now, $"It could not be terminated: {e.Message}", token), cancellationToken);
            return null;
        }
    }

    private Task<StandingDecision?> DecideAsync(AccountId accountId, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            if (!await db.TakeAccountAsync(accountId, token)) return (StandingDecision?)null;
            var account = await db.Accounts.SingleAsync(a => a.Id == accountId, token);
            var facts = await db.FactsAsync(account, clock, token);
            var decision = StandingRules.Decide(facts, options.Policy);
            await changes.ApplyAsync(db, account, facts, decision, token);
            return (StandingDecision?)decision;
        }, cancellationToken);

    private async Task<SweepResult> SweepAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var candidates = await transactions.ReadAsync((db, token) => StandingCandidates.FindAsync(db, options.Policy, pass.Now, token), cancellationToken);
        var result = await EachAsync(pass, candidates, async id => await LookAsync(id, cancellationToken) is not (null or StandingDecision.Stay), cancellationToken);
        var leftovers = await transactions.ReadAsync(
            (db, token) => AccountTermination.Leftovers(db)
                .Where(i => db.Accounts.Any(a => a.Id == i.AccountId && a.Standing == StandingState.Terminated))
                .Select(i => i.AccountId!.Value).Distinct().ToListAsync(token), cancellationToken);
        return result + await EachAsync(pass, leftovers, id => CleanAsync(id, cancellationToken), cancellationToken);
    }

    private async Task<SweepResult> EachAsync(SweepPass pass, List<AccountId> accounts, Func<AccountId, Task<bool>> change, CancellationToken cancellationToken)
    {
        var result = SweepResult.Nothing;
        foreach (var id in accounts)
        {
            try
            {
                if (await change(id)) result += new SweepResult(1, 0);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The standing of account {Account} could not be decided; the next pass tries again", id);
                result += new SweepResult(0, 1);
            }

            await pass.KeepAsync(cancellationToken);
        }

        if (result != SweepResult.Nothing) await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        return result;
    }

    private Task<bool> CleanAsync(AccountId accountId, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            await db.TakeAccountAsync(accountId, token);
            return await db.Accounts.AnyAsync(a => a.Id == accountId && a.Standing == StandingState.Terminated, token)
                && await termination.DeleteAllAsync(db, accountId, token) > 0;
        }, cancellationToken);
}
