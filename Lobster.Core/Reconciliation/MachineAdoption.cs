using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>
/// Gives a machine that nobody pays for to an account: it is charged from now on. Neither credit nor the machine limit is asked about, since an
/// admin decides and the machine is there already. Safe to use from many threads.
/// </summary>
public sealed class MachineAdoption(Transactions transactions, FindingDesk desk, VmCharging charging, PanelFacts facts, BusinessClock clock, TimeProvider time)
{
    /// <summary>Adopts an orphan or a foreign machine. The same form again answers the same machine; another admin's form is refused then.</summary>
    public async Task<Outcome<VmId>> AdoptAsync(Actor actor, AdoptForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var asked = await desk.AskAsync(actor, form.Finding, cancellationToken);
        if (asked.IsRefused) return asked.Refusal;
        if (asked.Value.Finding.Kind is not (FindingKind.Orphan or FindingKind.Foreign)) return new Refusal.Conflict("{0} belongs to an account already.", asked.Value.Finding.Name);
        if (asked.Value.Finding.State != FindingState.Resolved && asked.Value.Finding.State != FindingState.Removing && WhyNot(asked.Value) is { } refusal) return refusal;
        return await transactions.RunAsync((db, token) => AcceptAsync(db, actor, form, asked.Value, token), cancellationToken);
    }

    private Refusal.Conflict? WhyNot(AskedFinding asked)
    {
        if (asked.Seen is not { } seen) return new Refusal.Conflict("{0} no longer has {1}.", asked.Region.Name, asked.Finding.Name);
        var isOurs = seen.Mark?.InstallationId == facts.InstallationId;
        if (isOurs != (asked.Finding.Kind == FindingKind.Orphan) || (isOurs && seen.Mark!.Token != asked.Finding.Token))
            return new Refusal.Conflict("{0} is not the machine that was found. The next listing tells.", asked.Finding.Name);
        return VmName.Check(seen.Name) is null ? null : new Refusal.Conflict("“{0}” is no name for a machine here. Rename it at the provider first.", seen.Name);
    }

    private async Task<Outcome<VmId>> AcceptAsync(LobsterDbContext db, Actor actor, AdoptForm form, AskedFinding asked, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        var found = await FindAccountAsync(db, form.Account, cancellationToken);
        if (found.IsRefused) return found.Refusal;
        var former = await FormerAsync(db, asked, cancellationToken);
        foreach (var id in former.Select(v => v.AccountId).Append(found.Value).Distinct().OrderBy(a => a.Value)) await db.TakeAccountAsync(id, cancellationToken);
        var finding = await db.Findings.SingleAsync(f => f.Id == form.Finding, cancellationToken);
        if (await db.VirtualMachines.Where(v => v.RequestId == form.RequestId).Select(v => (VmId?)v.Id).SingleOrDefaultAsync(cancellationToken) is { } known && finding.VmId == known) return known;
        if (FindingDesk.MayAct(finding) is { } over) return over;
        if (asked.Seen is null) return new Refusal.Conflict("{0} changed in this very moment. Look again.", finding.Name);
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == found.Value, cancellationToken);
        if (AccountRules.MayChange(account) is not null) return new Refusal.Invalid(nameof(AdoptForm.Account), "{0} is closed, parked or suspended. Choose another account.", account.Name);
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Plan && p.RetiredAt == null, cancellationToken);
        if (plan is null || await db.PlanPriceAsync(form.Plan, asked.Region.Id, clock.Now, cancellationToken) is not { } price)
            return new Refusal.Invalid(nameof(AdoptForm.Plan), "Choose a plan that has a price in this region.");
        if (await LetGoAsync(db, former, asked, cancellationToken) is { } held) return held;
        finding.ActedBy = actor.UserId;
        finding.Resolve(FindingEnd.Adopted, clock.Now);
        await db.SaveChangesAsync(cancellationToken); // before the machine's row: of two admins one must lose here and look again
        var vm = await AddAsync(db, form, account, asked, plan, price, cancellationToken);
        finding.VmId = vm.Id;
        db.Record(clock.Now, actor, "vm.adopted", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { vm.Name, machine = vm.BackendId, plan = plan.Id.Value, finding = finding.Id.Value });
        db.LiveChanges.Add(new LiveChange(SubjectKind.Region, finding.RegionId.Value, null));
        return vm.Id;
    }

    private static async Task<Outcome<AccountId>> FindAccountAsync(LobsterDbContext db, string typed, CancellationToken cancellationToken)
    {
        var text = typed.Trim().TrimStart('#');
        if (text.Length == 0) return new Refusal.Invalid(nameof(AdoptForm.Account), "Enter the account's name or number.");
        var number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? new AccountId(n) : default;
        var ids = await db.Accounts.Where(a => a.Id == number).Select(a => a.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0) ids = await db.Accounts.Where(a => a.Name == text).OrderBy(a => a.Id).Select(a => a.Id).Take(2).ToListAsync(cancellationToken);
        return ids.Count switch
        {
            1 => ids[0],
            0 => new Refusal.Invalid(nameof(AdoptForm.Account), "There is no account {0}.", text),
            _ => new Refusal.Invalid(nameof(AdoptForm.Account), "More than one account is called {0}. Enter the number.", text),
        };
    }

    // Rows that were this machine's and are over: their failed create may still hold its id or its token.
    private static Task<List<VirtualMachine>> FormerAsync(LobsterDbContext db, AskedFinding asked, CancellationToken cancellationToken)
    {
        var (region, id, token) = (asked.Region.Id, asked.Finding.BackendId, asked.Finding.Token);
        return db.VirtualMachines.AsNoTracking().Where(v => (v.RegionId == region && v.BackendId == id && v.Lifecycle != VmLifecycle.Deleted) || (token != null && v.CreateToken == token))
            .ToListAsync(cancellationToken);
    }

    // Without this a late delete of the failed machine would find the adopted one by its token, or the id would count as taken.
    private static async Task<Refusal?> LetGoAsync(LobsterDbContext db, List<VirtualMachine> former, AskedFinding asked, CancellationToken cancellationToken)
    {
        foreach (var old in former)
        {
            var busy = await db.Operations.AnyAsync(o => o.VmId == old.Id && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting), cancellationToken);
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == old.Id, cancellationToken);
            var isOver = vm.Lifecycle is VmLifecycle.Error or VmLifecycle.Deleted;
            if (isOver ? busy : vm.BackendId is null || vm.BackendId == asked.Finding.BackendId) return new Refusal.Conflict("{0} is still being worked on.", asked.Finding.Name);
            if (!isOver) continue; // a second machine of one create: the first keeps the token
            vm.CreateToken = Guid.CreateVersion7();
            if (vm.Lifecycle == VmLifecycle.Error) vm.BackendId = null;
            vm.Version++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private async Task<VirtualMachine> AddAsync(
        LobsterDbContext db, AdoptForm form, Account account, AskedFinding asked, Plan plan, PriceVersion price, CancellationToken cancellationToken)
    {
        var (now, seen) = (clock.Now, asked.Seen!);
        var token = asked.Finding.Token is { } mark && !await db.VirtualMachines.AnyAsync(v => v.CreateToken == mark, cancellationToken) ? mark : Guid.CreateVersion7();
        var vm = new VirtualMachine
        {
            AccountId = account.Id, RegionId = asked.Region.Id, PlanId = plan.Id, Name = seen.Name, RequestId = form.RequestId, CreateToken = token, BackendId = seen.Id,
            Lifecycle = VmLifecycle.Active, CreatedAt = now, ReadyAt = now, DesiredPower = seen.Power == PowerState.Stopped ? DesiredPower.Off : DesiredPower.On,
        };
        vm.See(seen, Instant.From(time.GetUtcNow()));
        db.VirtualMachines.Add(vm);
        await db.SaveChangesAsync(cancellationToken);
        await charging.BeginAsync(db, vm, price, now, cancellationToken);
        return vm;
    }
}
