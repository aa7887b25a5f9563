using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
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
        var within = await CatchUp.WithinAsync(transactions, due, d => (d.Id, d.Oldest), pass.Now, options.CatchUpDays, cancellationToken);
        var found = within.ToDictionary(d => d.Id);
        return new SweepResult(0, due.Count - within.Count) + await new AccountBatches(transactions, pass, "It could not be charged", log).RunAsync(
            within.Select(d => (d.Id, d.Running + d.Owed)), options.BatchSize,
            (db, accounts, token) => ChargeAccountsAsync(db, [.. accounts.Select(a => found[a])], run, pass.Now, token), cancellationToken);
    }

    private async Task<int> ChargeAccountsAsync(
        LobsterDbContext db, IReadOnlyList<DueAccount> due, SweepRunId run, Instant now, CancellationToken cancellationToken)
    {
        List<AccountId> accounts = [.. due.Select(d => d.Id)];
        await db.TakeAccountsAsync(accounts, cancellationToken);
        await db.CarryAsync(accounts, now, withDone: false, cancellationToken);
        var table = await ChargeTable.OpenAsync(db, now, cancellationToken);
        // What the pass did not find, since it became due or owed in this very moment, is the next pass's.
        if (await table.AddSteadyAsync(accounts, cancellationToken) != due.Sum(d => d.Running)) await AddRestAsync(db, table, accounts, now, cancellationToken);
        if (due.Any(d => d.Owed > 0)) await AddOwedAsync(db, table, accounts, cancellationToken);
        var charged = await table.PostAsync(run, cancellationToken);
        foreach (var vm in charged) db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, vm.Vm, new AccountId(vm.Account)));
        foreach (var account in accounts) db.LiveChanges.Add(new LiveChange(SubjectKind.Account, account.Value, account));
        await DaySealing.SealAsync(db, accounts, now, cancellationToken);
        return charged.Count;
    }

    private static async Task AddRestAsync(LobsterDbContext db, ChargeTable table, List<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        var rest = await ChargeRating.PrepareAsync(db, table.Rest(accounts), cancellationToken);
        foreach (var vm in rest.Machines) rest.Charge(vm, Rating.Ended(vm.ChargedUntil, now, vm.Minutes));
        await table.AddAsync(rest.Due, cancellationToken);
    }

    // A machine deleted while its account was parked has ended and owes its last intervals still.
    private async Task AddOwedAsync(LobsterDbContext db, ChargeTable table, List<AccountId> accounts, CancellationToken cancellationToken)
    {
        var owed = db.VmBillings.Where(b => accounts.Contains(b.AccountId) && b.ChargedUntil < b.End
            && !db.Accounts.Any(a => a.Id == b.AccountId && a.ParkedAt != null));
        var ends = await owed.Select(b => new { b.VmId, End = b.End!.Value }).ToDictionaryAsync(b => b.VmId, b => b.End, cancellationToken);
        if (ends.Count == 0) return;
        var rating = await ChargeRating.PrepareAsync(db, owed, cancellationToken);
        foreach (var vm in rating.Machines)
            rating.Charge(vm, Rating.Remaining(vm.Start, vm.ChargedUntil, ends[vm.VmId], vm.Minutes, options.MinimumIntervals));
        await table.AddAsync(rating.Due, cancellationToken);
    }

    private Task<List<DueAccount>> FindDueAsync(Instant now, CancellationToken cancellationToken)
    {
        var limit = now - facts.Interval;
        return transactions.ReadAsync(async (db, token) =>
        {
            var running = await ByAccount(db, db.VmBillings.Where(b => b.End == null && b.ChargedUntil <= limit), areOwed: false).ToListAsync(token);
            var owed = await ByAccount(db, db.VmBillings.Where(b => b.ChargedUntil < b.End), areOwed: true).ToListAsync(token);
            if (owed.Count == 0) return running;
            return [.. running.Concat(owed).GroupBy(d => d.Id).OrderBy(g => g.Key.Value)
                .Select(g => new DueAccount(g.Key, g.Sum(d => d.Running), g.Sum(d => d.Owed), g.Min(d => d.Oldest)))];
        }, cancellationToken);
    }

    private static IQueryable<DueAccount> ByAccount(LobsterDbContext db, IQueryable<VmBilling> billings, bool areOwed) =>
        from billing in billings
        join account in db.Accounts on billing.AccountId equals account.Id
        where account.ParkedAt == null
        group billing.ChargedUntil by billing.AccountId into machines
        orderby machines.Key
        select new DueAccount(machines.Key, areOwed ? 0 : machines.Count(), areOwed ? machines.Count() : 0, machines.Min());

    private sealed record DueAccount(AccountId Id, int Running, int Owed, Instant Oldest);
}
