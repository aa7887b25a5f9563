using System.Linq.Expressions;
using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>Lists of machines.</summary>
public sealed class VmListQueries(Transactions transactions, BusinessClock clock)
{
    /// <summary>One page of an account's machines; empty for those who may not see them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="filter">Which, in which order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<VmList> ListAsync(Actor actor, AccountId accountId, VmFilter filter, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) => await db.MayReadAsync(actor, accountId, token)
            ? await ReadAsync(db, db.VirtualMachines.Where(v => v.AccountId == accountId), filter, token)
            : VmList.Empty, cancellationToken);

    private async Task<VmList> ReadAsync(LobsterDbContext db, IQueryable<VirtualMachine> machines, VmFilter filter, CancellationToken cancellationToken)
    {
        var month = MonthStart(clock.Now);
        var wanted = Narrow(machines, filter);
        var total = await wanted.CountAsync(cancellationToken);
        var rate = await wanted.SumAsync(v => v.HourlyRate.Nanos, cancellationToken);
        var spent = await db.NetAsync(db.ChargeLines.Where(l => l.Day >= month && wanted.Any(v => v.Id == l.VmId)), cancellationToken);
        var page = Sort(db, wanted, filter, month).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
        return new VmList(await RowsAsync(db, page, month, cancellationToken), total, new Money(rate), spent);
    }

    internal static IQueryable<VirtualMachine> Narrow(IQueryable<VirtualMachine> machines, VmFilter filter)
    {
        if (filter.RegionId is { } region) machines = machines.Where(v => v.RegionId == region);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var like = SearchText.Contains(filter.Search);
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
            machines = machines.Where(v => EF.Functions.Like(v.Name.ToLower(), like, "\\") || EF.Functions.Like(v.Addresses, like, "\\"));
#pragma warning restore CA1304, CA1311
        }

        return filter.Shown switch
        {
            null => machines.Where(v => v.Lifecycle != VmLifecycle.Deleted),
            VmShown.Provisioning => machines.Where(v => v.Lifecycle == VmLifecycle.Provisioning),
            VmShown.Running => Living(machines).Where(v => v.PowerState != "stopped"),
            VmShown.Stopped => Living(machines).Where(v => v.PowerState == "stopped"),
            VmShown.Suspended => machines.Where(v => v.Lifecycle == VmLifecycle.Active && v.Suspension != SuspensionKind.None),
            VmShown.Error => machines.Where(v => v.Lifecycle == VmLifecycle.Error),
            VmShown.Deleting => machines.Where(v => v.Lifecycle == VmLifecycle.Deleting),
            VmShown.Deleted => machines.Where(v => v.Lifecycle == VmLifecycle.Deleted),
            var other => throw new ArgumentOutOfRangeException(nameof(filter), other, null),
        };
    }

    private static IQueryable<VirtualMachine> Living(IQueryable<VirtualMachine> machines) =>
        machines.Where(v => v.Lifecycle == VmLifecycle.Active && v.Suspension == SuspensionKind.None);

    internal static IQueryable<VirtualMachine> Sort(LobsterDbContext db, IQueryable<VirtualMachine> machines, VmFilter filter, DateOnly month) =>
        (filter.Order, filter.IsDescending) switch
        {
            (VmOrder.Name, false) => machines.OrderBy(v => v.Name).ThenBy(v => v.Id),
            (VmOrder.Name, true) => machines.OrderByDescending(v => v.Name).ThenBy(v => v.Id),
            (VmOrder.Region, false) => machines.OrderBy(v => db.Regions.First(r => r.Id == v.RegionId).Name).ThenBy(v => v.Name).ThenBy(v => v.Id),
            (VmOrder.Region, true) => machines.OrderByDescending(v => db.Regions.First(r => r.Id == v.RegionId).Name).ThenBy(v => v.Name).ThenBy(v => v.Id),
            (VmOrder.Rate, false) => machines.OrderBy(v => v.HourlyRate.Nanos).ThenBy(v => v.Id),
            (VmOrder.Rate, true) => machines.OrderByDescending(v => v.HourlyRate.Nanos).ThenBy(v => v.Id),
            (VmOrder.Month, false) => machines.OrderBy(Spent(db, month)).ThenBy(v => v.Id),
            (VmOrder.Month, true) => machines.OrderByDescending(Spent(db, month)).ThenBy(v => v.Id),
            (VmOrder.Created, false) => machines.OrderBy(v => v.Id),
            _ => machines.OrderByDescending(v => v.Id),
        };

    /// <summary>Reads rows with names, month and what goes on; the caller has authorised.</summary>
    internal static async Task<List<VmRow>> RowsAsync(
        LobsterDbContext db, IQueryable<VirtualMachine> machines, DateOnly month, CancellationToken cancellationToken)
    {
        var read = await machines.Select(v => new
        {
            Vm = v,
            Plan = db.Plans.Where(p => p.Id == v.PlanId).Select(p => new { p.Name, p.StoppedFactor }).First(),
            Image = db.Images.Where(i => i.Id == v.ImageId).Select(i => i.Name).FirstOrDefault(),
            Region = db.Regions.Where(r => r.Id == v.RegionId).Select(r => r.Name).First(),
        }).ToListAsync(cancellationToken);
        var ids = read.Select(r => r.Vm.Id).ToList();
        var lines = db.ChargeLines.Where(l => ids.Contains(l.VmId) && l.Day >= month);
        var charged = await lines.GroupBy(l => l.VmId).Select(g => new { g.Key, Sum = g.Sum(l => l.Amount.Nanos) }).ToDictionaryAsync(g => g.Key, g => new Money(g.Sum), cancellationToken);
        var back = await db.GivenBackAsync(lines, cancellationToken);
        var running = await db.ViewAsync(db.Operations.Where(o => o.VmId != null && ids.Contains(o.VmId.Value)).Active(), cancellationToken);
        var byVm = running.GroupBy(o => o.VmId!.Value).ToDictionary(g => g.Key, g => g.MaxBy(o => o.State == OperationState.Queued ? 0 : 1));
        return [.. read.Select(r => new VmRow(
            r.Vm.Id, r.Vm.Name, r.Vm.Lifecycle, r.Vm.PowerState, r.Vm.DesiredPower, r.Vm.Suspension, Addresses(r.Vm), r.Plan.Name, r.Image, r.Region,
            r.Vm.HourlyRate, charged.GetValueOrDefault(r.Vm.Id) - back.GetValueOrDefault(r.Vm.Id), r.Vm.Error) { Operation = byVm.GetValueOrDefault(r.Vm.Id), StoppedFactor = r.Plan.StoppedFactor })];
    }

    private static Expression<Func<VirtualMachine, long>> Spent(LobsterDbContext db, DateOnly month) => v =>
        db.ChargeLines.Where(l => l.VmId == v.Id && l.Day >= month).Sum(l => l.Amount.Nanos)
        - (from line in db.ChargeLines
           join entry in db.LedgerEntries on line.Id equals entry.CorrectsLineId
           where line.VmId == v.Id && line.Day >= month
           select entry.Amount.Nanos).Sum();

    /// <summary>The first day of the month.</summary>
    internal static DateOnly MonthStart(Instant now) => new(now.Day.Year, now.Day.Month, 1);

    private static List<string> Addresses(VirtualMachine vm) => JsonSerializer.Deserialize<List<string>>(vm.Addresses) ?? [];
}
