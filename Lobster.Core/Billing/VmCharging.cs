using System.Data.Common;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Begins, changes and ends the charging of one machine, in the caller's transaction, after the caller took the account's row.</summary>
public sealed class VmCharging(PanelFacts facts, BillingOptions options)
{
    /// <summary>Begins charging: the backend has accepted the create. Doing it again changes nothing.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="vm">The machine.</param>
    /// <param name="price">What it costs.</param>
    /// <param name="now">The business moment, read after the account's row was taken; cut to whole seconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task BeginAsync(LobsterDbContext db, VirtualMachine vm, PriceVersion price, Instant now, CancellationToken cancellationToken)
    {
        if (await db.VmBillings.AnyAsync(b => b.VmId == vm.Id, cancellationToken)) return;
        var start = now.FloorToSecond();
        db.VmBillings.Add(new VmBilling
        {
            VmId = vm.Id, AccountId = vm.AccountId, Start = start, ChargedUntil = start, IntervalMinutes = facts.IntervalMinutes,
        });
        await AddRateAsync(db, vm, price, 1000, start, null, cancellationToken);
    }

    /// <summary>
    /// Adds a point to the machine's rate timeline, at <paramref name="from"/> or, when one is there already, a microsecond later; moves that are due
    /// come first, and a price that a move has replaced is replaced here too. What is
    /// charged is charged: after a last line that reaches past now (a delete that was cancelled, a resize that outran one) it begins where that ends.
    /// </summary>
    public static async Task AddRateAsync(
        LobsterDbContext db, VirtualMachine vm, PriceVersion price, int factor, Instant from, OperationId? operation, CancellationToken cancellationToken)
    {
        await db.CarryAsync([vm.AccountId], from, withDone: false, cancellationToken);
        var transferGb = await db.Plans.Where(p => p.Id == price.PlanId).Select(p => p.TransferGb).SingleAsync(cancellationToken);
        var charged = await db.VmBillings.Where(b => b.VmId == vm.Id).Select(b => (Instant?)b.ChargedUntil).FirstOrDefaultAsync(cancellationToken);
        if (charged is { } until && until > from) from = until;
        price = await db.FollowAsync(price, vm.RegionId, from, cancellationToken);
        var last = await db.RateChanges.Where(r => r.VmId == vm.Id).OrderByDescending(r => r.From).Select(r => (Instant?)r.From)
            .FirstOrDefaultAsync(cancellationToken);
        db.RateChanges.Add(new RateChange
        {
            VmId = vm.Id, From = last is { } l && l >= from ? new Instant(l.Micros + 1) : from, PriceVersionId = price.Id, Factor = factor,
            PlanId = price.PlanId!.Value, TransferGb = transferGb, OperationId = operation,
        });
        vm.HourlyRate = price.Sale;
        // A move may have set the row's rate behind the back of an entity that was read before it.
        if (db.Entry(vm) is { State: EntityState.Unchanged or EntityState.Modified } entry) entry.ComplexProperty(v => v.HourlyRate).Property(r => r.Nanos).IsModified = true;
    }

    /// <summary>
    /// Ends charging: posts the last intervals, the running one rounded up, and closes the billing. Doing it again changes nothing. Of a parked
    /// account nothing is posted: the end stays ahead of the watermark, and the sweep charges what lies between when the account is unparked.
    /// </summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="ended">When it ended. Earlier than now when its backend lost it: what is charged beyond is the caller's to correct.</param>
    /// <param name="now">The business moment, read after the account's row was taken.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="UnchargeableException">The last intervals cannot be charged; the transaction is lost.</exception>
    public async Task EndAsync(LobsterDbContext db, VmId vmId, Instant ended, Instant now, CancellationToken cancellationToken)
    {
        var open = db.VmBillings.Where(b => b.VmId == vmId && b.End == null);
        if (await open.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } billing) return;
        if (await db.CarryAsync([billing.AccountId], now, withDone: false, cancellationToken) > 0)
            await db.VirtualMachines.Where(v => v.Id == vmId).ExecuteUpdateAsync(s => s.SetProperty(v => v.HourlyRate.Nanos, 0), cancellationToken);
        var end = ended < billing.Start ? billing.Start : ended;
        var count = Rating.Remaining(billing.Start, billing.ChargedUntil, end, billing.IntervalMinutes, options.MinimumIntervals);
        if (await db.Accounts.AnyAsync(a => a.Id == billing.AccountId && a.ParkedAt != null, cancellationToken))
        {
            // What a minimum owes beyond the life keeps the end ahead of the watermark too.
            if (count > 0 && end <= billing.ChargedUntil) end = new Instant(billing.ChargedUntil.Micros + 1);
            await open.ExecuteUpdateAsync(s => s.SetProperty(b => b.End, end), cancellationToken);
            return;
        }

        try
        {
            await PostLastAsync(db, open, count, end, now, cancellationToken);
        }
        catch (Exception e) when (IsOfTheBooks(e))
        {
            throw new UnchargeableException(billing.AccountId, e);
        }

        db.LiveChanges.Add(new LiveChange(SubjectKind.Account, billing.AccountId.Value, billing.AccountId));
    }

    private static async Task PostLastAsync(
        LobsterDbContext db, IQueryable<VmBilling> open, long count, Instant end, Instant now, CancellationToken cancellationToken)
    {
        var rating = await ChargeRating.PrepareAsync(db, open, cancellationToken);
        var vm = rating.Machines[0];
        rating.Charge(vm, count);
        await open.ExecuteUpdateAsync(s => s.SetProperty(b => b.End, end), cancellationToken);
        var table = await ChargeTable.OpenAsync(db, now, cancellationToken);
        await table.AddAsync(rating.Due, cancellationToken);
        await table.PostAsync(null, cancellationToken);
        await DaySealing.SealAsync(db, [vm.AccountId], now, cancellationToken);
    }

    // Broken data and broken bounds; a busy or absent database and an end of the program pass through.
    private static bool IsOfTheBooks(Exception e) =>
        e is InvalidOperationException or OverflowException or DbUpdateException or DbException && !DatabaseErrors.IsOutage(e);

    /// <summary>
    /// Goes on charging from the watermark, because an admin cancelled the delete. Nothing between is charged twice or left out, and prices that other
    /// machines moved to meanwhile hold for it too.
    /// </summary>
    public static async Task ResumeAsync(LobsterDbContext db, VirtualMachine vm, Instant now, CancellationToken cancellationToken)
    {
        await db.VmBillings.Where(b => b.VmId == vm.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.End, (Instant?)null), cancellationToken);
        await db.CarryAsync([vm.AccountId], now, withDone: true, cancellationToken);
    }

    /// <summary>
    /// Ends charging of a machine that never became usable and gives back all that was charged for it, line by line, each with an entry
    /// that points at its line.
    /// </summary>
    public static async Task CancelAsync(LobsterDbContext db, VmId vmId, Instant now, CancellationToken cancellationToken)
    {
        var billing = await db.VmBillings.SingleOrDefaultAsync(b => b.VmId == vmId, cancellationToken);
        if (billing is null or { End: not null }) return;
        billing.End = billing.ChargedUntil; // nothing beyond the watermark is owed
        foreach (var line in await db.ChargeLines.AsNoTracking().Where(l => l.VmId == vmId).ToListAsync(cancellationToken))
            await db.PostAsync(new LedgerEntry
            {
                AccountId = line.AccountId, Kind = EntryKind.Adjustment, Key = $"cancelled/{line.Id}", Amount = line.Amount,
                Reason = "The machine never became usable", CorrectsLineId = line.Id, CorrectsEntryId = line.EntryId, Actor = Actor.System,
                CreatedAt = now, UpdatedAt = now,
            }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
