using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Adds prices. A price is never changed or taken away: a later one takes its place.</summary>
public sealed class PriceAdmin(Transactions transactions, BusinessClock clock)
{
    /// <summary>Adds a price version.</summary>
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
            var price = read.Value;
            var versions = Family(db, price);
            var current = await versions.Where(p => p.From <= price.From).OrderByDescending(p => p.From).FirstOrDefaultAsync(token);
            var machines = db.VirtualMachines.Where(v => v.Lifecycle != VmLifecycle.Deleted && v.PlanId == form.PlanId);
            if (form.RegionId is { } region) machines = machines.Where(v => v.RegionId == region);
            return new PriceEffect(current?.Sale, price.Sale, price.From, form.PlanId is null ? 0 : await machines.CountAsync(token));
        }, cancellationToken);

    private async Task<Outcome<PriceVersionId>> AddAsync(LobsterDbContext db, Actor actor, PriceForm form, CancellationToken token)
    {
        if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
        // Numbers count up without a gap: two admins who add at once take turns on the row of the plan, or of the regions.
        if (form.PlanId is { } plan) await db.Plans.Where(p => p.Id == plan).ExecuteUpdateAsync(s => s.SetProperty(p => p.SortOrder, p => p.SortOrder), token);
        else await db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.SortOrder, r => r.SortOrder), token);
        var read = await ReadAsync(db, form, token);
        if (read.IsRefused) return read.Refusal;
        var price = read.Value;
        price.Number = 1 + (await Family(db, price).MaxAsync(p => (int?)p.Number, token) ?? 0);
        (price.CreatedAt, price.CreatedBy) = (clock.Now, actor.ImpersonatorId ?? actor.UserId);
        db.PriceVersions.Add(price);
        await db.SaveChangesAsync(token);
        var subject = form.PlanId is null ? SubjectKind.Panel : SubjectKind.Plan;
        db.Record(clock.Now, actor, "price.added", subject, form.PlanId?.Value ?? 0, null, new
        {
            price = price.Id.Value, kind = price.Subject.ToString(), region = form.RegionId?.Value, from = price.From.ToString(),
            sale = price.Sale.ToDecimal(), wholesale = price.Wholesale.ToDecimal(), price.Number,
        });
        return price.Id;
    }

    private async Task<Outcome<PriceVersion>> ReadAsync(LobsterDbContext db, PriceForm form, CancellationToken token)
    {
        if ((form.Subject == PriceSubject.Plan) != form.PlanId.HasValue) throw new ArgumentException("A price of a plan names the plan, any other does not.", nameof(form));
        if (form.PlanId is { } plan && !await db.Plans.AnyAsync(p => p.Id == plan, token)) return new Refusal.NotFound();
        if (form.RegionId is { } region && !await db.Regions.AnyAsync(r => r.Id == region, token)) return new Refusal.Invalid("RegionId", "Choose one of the regions offered.");
        if (PriceAmounts.Read(form.Sale, form.Wholesale, out var price) is { } bad) return bad;
        if (PriceAmounts.Start(form.From, clock.Now, out var start) is { } badStart) return badStart;
        (price!.Subject, price.PlanId, price.RegionId, price.From) = (form.Subject, form.PlanId, form.RegionId, start);
        return price;
    }

    private static IQueryable<PriceVersion> Family(LobsterDbContext db, PriceVersion price) =>
        db.PriceVersions.AsNoTracking().Where(p => p.Subject == price.Subject && p.PlanId == price.PlanId && p.RegionId == price.RegionId);
}
