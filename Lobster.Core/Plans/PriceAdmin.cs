using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Adds prices. A price is never changed or taken away: a later one takes its place, for new machines or, at a chosen moment, for all.</summary>
public sealed class PriceAdmin(Transactions transactions, BusinessClock clock, BillingOptions billing, StandingOptions standing)
{
    /// <summary>Adds a price version, and the move of running machines to it where the form asks for one.</summary>
    public async Task<Outcome<PriceVersionId>> AddAsync(Actor actor, PriceForm form, CancellationToken cancellationToken = default)
    {
        try
        {
            return await transactions.RunAsync((db, token) => AddAsync(db, actor, form, token), cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return new Refusal.Invalid("From", "There is a price from that very moment on. Choose another.");
        }
    }

    /// <summary>What a price would do, before it is added. Refuses what adding would refuse.</summary>
    public Task<Outcome<PriceEffect>> PreviewAsync(Actor actor, PriceForm form, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<PriceEffect>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var read = await ReadAsync(db, form, token);
            if (read.IsRefused) return read.Refusal;
            var (price, move, moving) = read.Value!;
            var versions = Family(db, price);
            var current = await versions.Where(p => p.From <= price.From).OrderByDescending(p => p.From).FirstOrDefaultAsync(token);
            var machines = db.VirtualMachines.Where(v => v.Lifecycle != VmLifecycle.Deleted && v.PlanId == form.PlanId);
            if (form.RegionId is { } region) machines = machines.Where(v => v.RegionId == region);
            return new PriceEffect(current?.Sale, price.Sale, price.From, form.PlanId is null ? 0 : await machines.CountAsync(token))
            {
                Move = move is { } at ? await MoveReckoning.ReckonAsync(db, price, at, moving, standing.NotifyHours, clock.Now, token) : null,
            };
        }, cancellationToken);

    /// <summary>Calls a move off that is not due yet; machines keep the price that they have.</summary>
    public Task<Outcome<PriceVersionId>> CallOffAsync(Actor actor, PriceVersionId id, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<PriceVersionId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var now = clock.Now;
            if (await db.PriceMoves.AsNoTracking().SingleOrDefaultAsync(m => m.PriceVersionId == id, token) is not { } move) return new Refusal.NotFound();
            if (move.CancelledAt is not null) return id;
            // Guarded: machines that were moved stay moved.
            if (await db.PriceMoves.Where(m => m.PriceVersionId == id && m.At > now && m.DoneAt == null && m.CancelledAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.CancelledAt, now), token) == 0)
                return new Refusal.Conflict("Machines have this price already. Add another price and move them to it.");
            var plan = await db.PriceVersions.Where(p => p.Id == id).Select(p => p.PlanId!.Value).SingleAsync(token);
            db.Record(now, actor, "price.move.cancelled", SubjectKind.Plan, plan.Value, null, new { price = id.Value, at = move.At.ToString() });
            return id;
        }, cancellationToken);

    private async Task<Outcome<PriceVersionId>> AddAsync(LobsterDbContext db, Actor actor, PriceForm form, CancellationToken token)
    {
        if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
        // Numbers count up without a gap: two admins who add at once take turns on the row of the plan, or of the regions.
        if (form.PlanId is { } plan) await db.Plans.Where(p => p.Id == plan).ExecuteUpdateAsync(s => s.SetProperty(p => p.SortOrder, p => p.SortOrder), token);
        else await db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.SortOrder, r => r.SortOrder), token);
        var read = await ReadAsync(db, form, token);
        if (read.IsRefused) return read.Refusal;
        var (price, move, moving) = read.Value!;
        price.Number = 1 + (await Family(db, price).MaxAsync(p => (int?)p.Number, token) ?? 0);
        (price.CreatedAt, price.CreatedBy) = (clock.Now, actor.ImpersonatorId ?? actor.UserId);
        db.PriceVersions.Add(price);
        await db.SaveChangesAsync(token);
        if (move is { } moment) db.PriceMoves.Add(new PriceMove { PriceVersionId = price.Id, At = moment, PlannedAt = price.CreatedAt, PlannedBy = price.CreatedBy });
        var subject = form.PlanId is null ? SubjectKind.Panel : SubjectKind.Plan;
        db.Record(clock.Now, actor, "price.added", subject, form.PlanId?.Value ?? 0, null, new
        {
            price = price.Id.Value, kind = price.Subject.ToString(), region = form.RegionId?.Value, from = price.From.ToString(),
            sale = price.Sale.ToDecimal(), wholesale = price.Wholesale.ToDecimal(), price.Number, moves = move?.ToString(), machines = moving.Count,
            withoutNotice = move is not null && form.SkipsNotice,
        });
        return price.Id;
    }

    private async Task<Outcome<NewPrice>> ReadAsync(LobsterDbContext db, PriceForm form, CancellationToken token)
    {
        if ((form.Subject == PriceSubject.Plan) != form.PlanId.HasValue) throw new ArgumentException("A price of a plan names the plan, any other does not.", nameof(form));
        if (form.Moves && form.PlanId is null) throw new ArgumentException("Only machines move to a price; any other holds from its start.", nameof(form));
        if (form.PlanId is { } plan && !await db.Plans.AnyAsync(p => p.Id == plan, token)) return new Refusal.NotFound();
        if (form.RegionId is { } region && !await db.Regions.AnyAsync(r => r.Id == region, token)) return new Refusal.Invalid("RegionId", "Choose one of the regions offered.");
        if (PriceAmounts.Read(form.Sale, form.Wholesale, out var price) is { } bad) return bad;
        var now = clock.Now;
        if (PriceAmounts.Start(form.From, now, out var start) is { } badStart) return badStart;
        (price!.Subject, price.PlanId, price.RegionId, price.From) = (form.Subject, form.PlanId, form.RegionId, start);
        if (!form.Moves) return new NewPrice(price, null, []);
        if (PriceAmounts.Move(form.MoveAt, now, start, out var at) is { } badMove) return badMove;
        var moving = await PriceMoves.Moving(db, price, at).ToListAsync(token);
        var told = now + TimeSpan.FromDays(billing.PriceNoticeDays);
        var rising = moving.Count(m => m.Sale < price.Sale);
        if (rising > 0 && at < told && !form.SkipsNotice)
            return new Refusal.Invalid("MoveAt", "Running machines would pay more ({0} of them), and their owners are told {1} days before. Choose {2} or later, or move them without that notice.",
                rising, billing.PriceNoticeDays, told.ToString());
        return new NewPrice(price, at, moving);
    }

    private static IQueryable<PriceVersion> Family(LobsterDbContext db, PriceVersion price) =>
        db.PriceVersions.AsNoTracking().Where(p => p.Subject == price.Subject && p.PlanId == price.PlanId && p.RegionId == price.RegionId);

    private sealed record NewPrice(PriceVersion Price, Instant? Move, IReadOnlyList<MovingVm> Moving);
}
