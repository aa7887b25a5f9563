using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>What admins do to plans: add, change, switch on and off, withdraw. A plan is never deleted.</summary>
public sealed class PlanAdmin(Transactions transactions, BusinessClock clock)
{
    /// <summary>Adds a plan, with its first price where one is given; without one it cannot be bought yet.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="form">The plan.</param>
    /// <param name="sale">What customers pay an hour, as typed; empty: no price yet.</param>
    /// <param name="wholesale">What it costs the provider an hour, as typed; empty: not kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PlanId>> AddAsync(Actor actor, PlanForm form, string? sale, string? wholesale, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var plan = new Plan { Name = "" };
            if (await ApplyAsync(db, plan, form, token) is { } bad) return bad;
            PriceVersion? price = null;
            if (!string.IsNullOrWhiteSpace(sale) && PriceAmounts.Read(sale, wholesale, out price) is { } badPrice) return badPrice;
            db.Plans.Add(plan);
            await db.SaveChangesAsync(token);
            await PlanPlaces.ApplyAsync(db, plan, form.Regions, token);
            if (price is not null)
            {
                (price.PlanId, price.From, price.CreatedAt, price.CreatedBy, price.Number) = (plan.Id, clock.Now, clock.Now, actor.UserId, 1);
                db.PriceVersions.Add(price);
            }

            db.Record(clock.Now, actor, "plan.added", SubjectKind.Plan, plan.Id.Value, null, Facts(plan));
            return plan.Id;
        }, cancellationToken);

    /// <summary>Changes a plan, if it still is as the admin saw it. The size stays once machines use it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The plan.</param>
    /// <param name="version">The <see cref="Plan.Version"/> that the form was filled from.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PlanId>> SaveAsync(Actor actor, PlanId id, long version, PlanForm form, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Plans.SingleOrDefaultAsync(p => p.Id == id, token) is not { } plan) return new Refusal.NotFound();
            if (plan.Version != version) return RegionAdmin.EditedMeanwhile();
            var size = (plan.VCpus, plan.RamMb, plan.DiskGb);
            if (await ApplyAsync(db, plan, form, token) is { } bad) return bad;
            if (size != (plan.VCpus, plan.RamMb, plan.DiskGb) && await InUse(db, id).AnyAsync(token))
                return new Refusal.Invalid("VCpus", "Machines use this plan, so its size stays. Add another plan and retire this one.");
            await PlanPlaces.ApplyAsync(db, plan, form.Regions, token);
            plan.Version++;
            db.Record(clock.Now, actor, "plan.changed", SubjectKind.Plan, id.Value, null, Facts(plan));
            return id;
        }, cancellationToken);

    /// <summary>Sells the plan in a region as the backend's own size.</summary>
    public Task<Outcome<PlanId>> BindAsync(Actor actor, PlanId id, RegionId regionId, string sizeId, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Plans.SingleOrDefaultAsync(p => p.Id == id && p.RetiredAt == null, token) is not { } plan) return new Refusal.NotFound();
            await PlanPlaces.ApplyAsync(db, plan, [new PlanRegionForm(regionId, true, sizeId)], token);
            plan.Version++;
            db.Record(clock.Now, actor, "plan.bound", SubjectKind.Plan, id.Value, null, new { plan.Name, region = regionId.Value, sizeId });
            return id;
        }, cancellationToken);

    /// <summary>Lets new machines take the plan, or not. Machines that have it are not touched.</summary>
    public Task<Outcome<PlanId>> SetEnabledAsync(Actor actor, PlanId id, bool isEnabled, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, isEnabled ? "plan.enabled" : "plan.disabled", plan =>
        {
            if (plan.RetiredAt is not null) return new Refusal.Conflict("{0} is retired.", plan.Name);
            plan.IsEnabled = isEnabled;
            return null;
        }, cancellationToken);

    /// <summary>Withdraws the plan for good. Its machines live on and pay as before.</summary>
    public Task<Outcome<PlanId>> RetireAsync(Actor actor, PlanId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, "plan.retired", plan =>
        {
            if (plan.RetiredAt is not null) return new Refusal.Conflict("{0} is retired already.", plan.Name);
            (plan.RetiredAt, plan.IsEnabled) = (clock.Now, false);
            return null;
        }, cancellationToken);

    /// <summary>The machines that use a plan and are not deleted.</summary>
    internal static IQueryable<VirtualMachine> InUse(LobsterDbContext db, PlanId id) =>
        db.VirtualMachines.Where(v => v.PlanId == id && v.Lifecycle != VmLifecycle.Deleted);

    private Task<Outcome<PlanId>> ChangeAsync(Actor actor, PlanId id, string type, Func<Plan, Refusal?> change, CancellationToken cancellationToken) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Plans.SingleOrDefaultAsync(p => p.Id == id, token) is not { } plan) return new Refusal.NotFound();
            if (change(plan) is { } bad) return bad;
            plan.Version++;
            db.Record(clock.Now, actor, type, SubjectKind.Plan, id.Value, null, new { plan.Name });
            return id;
        }, cancellationToken);

    private static async Task<Refusal?> ApplyAsync(LobsterDbContext db, Plan plan, PlanForm form, CancellationToken cancellationToken)
    {
        if (PlanFields.Apply(plan, form) is { } bad) return bad;
        return plan.RetiredAt is null && await db.Plans.AnyAsync(p => p.Name == plan.Name && p.RetiredAt == null && p.Id != plan.Id, cancellationToken) ? NameTaken() : null;
    }

    private async Task<Outcome<PlanId>> RunAsync(Func<LobsterDbContext, CancellationToken, Task<Outcome<PlanId>>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await transactions.RunAsync(work, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return NameTaken();
        }
    }

    private static Refusal.Invalid NameTaken() => new Refusal.Invalid("Name", "Another plan has this name.");

    private static object Facts(Plan plan) => new
    {
        plan.Name, plan.VCpus, plan.RamMb, plan.DiskGb, plan.TransferGb, plan.StoppedFactor, plan.SuspendedFactor, plan.IsGlobal, plan.SortOrder, plan.Metadata,
    };
}
