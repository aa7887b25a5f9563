using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Suspends an account by hand and ends that. Support and admins only; each act has a reason, which the customer reads, and an audit entry.</summary>
public sealed class AccountSuspension
{
    /// <summary>The field of the reason.</summary>
    public const string ReasonField = "Reason";

    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    private readonly Transactions transactions;
    private readonly BusinessClock clock;
    private readonly StandingOptions options;
    private readonly MachineSuspension machines;
    private readonly StandingChanges changes;

    internal AccountSuspension(Transactions transactions, BusinessClock clock, StandingOptions options, MachineSuspension machines, StandingChanges changes) =>
        (this.transactions, this.clock, this.options, this.machines, this.changes) = (transactions, clock, options, machines, changes);

    /// <summary>Stops all its machines until staff lift it, whatever the credit. Also makes an automatic suspension one that credit does not lift.</summary>
    public Task<Outcome<AccountId>> SuspendAsync(Actor actor, AccountId id, string? reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, reason, (db, account, words, token) => StopAsync(db, account, actor, words, token), cancellationToken);

    /// <summary>
    /// Ends a suspension by staff. Machines that it stopped start again, unless credit is used up and the notices are out: then the account
    /// stays suspended, from now on for lack of credit.
    /// </summary>
    public Task<Outcome<AccountId>> LiftAsync(Actor actor, AccountId id, string? reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, reason, (db, account, words, token) => FreeAsync(db, account, actor, words, token), cancellationToken);

    /// <summary>Suspends within the caller's transaction, which has taken the account's row.</summary>
    internal async Task<Refusal?> StopAsync(LobsterDbContext db, Account account, Actor actor, string words, CancellationToken cancellationToken)
    {
        if (account.Suspension == SuspensionKind.Manual) return new Refusal.Conflict("{0} is suspended by staff already.", account.Name);
        if (account.Standing == StandingState.Terminated) return new Refusal.Conflict("{0} was terminated.", account.Name);
        var facts = await db.FactsAsync(account, clock, cancellationToken);
        (facts.Record with
        {
            Standing = StandingState.Suspended,
            Since = facts.Now,
            Suspension = SuspensionKind.Manual,
            BurnAtSuspension = facts.Burn,
            TerminationDue = null,
            TerminationNotice = null,
        }).WriteTo(account);
        account.SuspensionReason = words;
        var count = await machines.SuspendAsync(db, account.Id, SuspensionKind.Manual, actor, facts.Now, cancellationToken);
        db.Record(facts.Now, actor, "standing.suspended-by-staff", SubjectKind.Account, account.Id.Value, account.Id, new { reason = words, things = count });
        await changes.WriteAsync(db, account, News(StandingNewsKind.SuspendedByStaff, account, facts, count) with { Reason = words }, cancellationToken);
        return null;
    }

    /// <summary>Ends a suspension by staff within the caller's transaction, which has taken the account's row.</summary>
    internal async Task<Refusal?> FreeAsync(LobsterDbContext db, Account account, Actor actor, string words, CancellationToken cancellationToken)
    {
        if (account.Suspension != SuspensionKind.Manual) return new Refusal.Conflict("{0} is not suspended by staff.", account.Name);
        var facts = await db.FactsAsync(account, clock, cancellationToken);
        account.SuspensionReason = null;
        var free = facts with { Record = StandingRules.Freed(facts, options.Policy) };
        db.Record(facts.Now, actor, "standing.lifted-by-staff", SubjectKind.Account, account.Id.Value, account.Id, new { reason = words });
        if (!free.IsParked && StandingRules.Decide(free, options.Policy) is StandingDecision.Suspend suspend)
        {
            await changes.ApplyAsync(db, account, free, suspend, cancellationToken);
            return null;
        }

        free.Record.WriteTo(account);
        var count = await machines.ResumeAsync(db, account.Id, actor, facts.Now, cancellationToken);
        await changes.WriteAsync(db, account, News(StandingNewsKind.LiftedByStaff, account, facts, count), cancellationToken);
        return null;
    }

    private static StandingNews News(StandingNewsKind kind, Account account, StandingFacts facts, int machines) =>
        new(kind, "", account.Credit, facts.Burn, facts.Now) { Machines = machines };

    private Task<Outcome<AccountId>> ChangeAsync(
        Actor actor, AccountId id, string? reason, Func<LobsterDbContext, Account, string, CancellationToken, Task<Refusal?>> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<AccountId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Support, UserRoles.Admin) is { } refusal) return refusal;
            var words = reason?.Trim() ?? "";
            if (StaffText.Check(ReasonField, words, LongestReason) is { } wrong) return wrong;
            if (!await db.TakeAccountAsync(id, token)) return new Refusal.NotFound();
            var account = await db.Accounts.SingleAsync(a => a.Id == id, token);
            return await change(db, account, words, token) is { } refused ? refused : id;
        }, cancellationToken);
}
