using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>Everybody's machines, for staff of any role. Safe to use from many threads.</summary>
public sealed class AdminVmQueries(Transactions transactions, BusinessClock clock)
{
    /// <summary>One page, of one account if one is given; <see cref="Refusal.NotAllowed"/> for others than staff.</summary>
    public Task<Outcome<AdminVmList>> ListAsync(Actor actor, AccountId? account, VmFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<AdminVmList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is { } refusal) return refusal;
            var month = VmListQueries.MonthStart(clock.Now);
            var wanted = VmListQueries.Narrow(account is { } id ? db.VirtualMachines.Where(v => v.AccountId == id) : db.VirtualMachines, filter);
            var (rate, total) = await wanted.Select(v => v.HourlyRate.Nanos).TotalAsync(token);
            var page = VmListQueries.Sort(db, wanted, filter, month).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            var name = account is { } one ? await db.Accounts.Where(a => a.Id == one).Select(a => a.Name).SingleOrDefaultAsync(token) : null;
            return new AdminVmList(await RowsAsync(db, page, month, token), total, rate, name);
        }, cancellationToken);
    }

    /// <summary>The regions to filter by, in the order of the panel; empty for others than staff.</summary>
    public Task<IReadOnlyList<(RegionId Id, string Name)>> RegionsAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<(RegionId Id, string Name)>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is not null) return [];
            var regions = await db.Regions.OrderBy(r => r.SortOrder).ThenBy(r => r.Name).Select(r => new { r.Id, r.Name }).ToListAsync(token);
            return [.. regions.Select(r => (r.Id, r.Name))];
        }, cancellationToken);

    private static async Task<List<AdminVmRow>> RowsAsync(
        LobsterDbContext db, IQueryable<VirtualMachine> page, DateOnly month, CancellationToken cancellationToken)
    {
        var rows = await VmListQueries.RowsAsync(db, page, month, cancellationToken);
        var ids = rows.Select(r => r.Id).ToList();
        var more = await (from vm in db.VirtualMachines
                          join account in db.Accounts on vm.AccountId equals account.Id
                          where ids.Contains(vm.Id)
                          select new
                          {
                              vm.Id, vm.AccountId, account.Name, vm.BackendId,
                              Last = db.Operations.Where(o => o.VmId == vm.Id && o.State != OperationState.Cancelled).OrderByDescending(o => o.Id).Select(o => new { o.State, o.Error }).FirstOrDefault(),
                          }).ToDictionaryAsync(r => r.Id, cancellationToken);
        return [.. rows.Select(r => (Row: r, More: more[r.Id])).Select(r => new AdminVmRow(
            r.Row, r.More.AccountId, r.More.Name, r.More.BackendId, r.More.Last is { State: not OperationState.Succeeded, Error: { } error } ? error : r.Row.Error))];
    }
}
