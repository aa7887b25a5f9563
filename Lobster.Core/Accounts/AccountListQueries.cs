using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>The list of all accounts, for staff of any role. Safe to use from many threads.</summary>
public sealed class AccountListQueries(Transactions transactions)
{
    /// <summary>One page; <see cref="Refusal.NotAllowed"/> for others than staff.</summary>
    public Task<Outcome<AccountList>> ListAsync(Actor actor, AccountFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<AccountList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is { } refusal) return refusal;
            var wanted = Narrow(db, filter);
            var (credit, total) = await wanted.Select(a => a.Credit.Nanos).TotalAsync(token);
            var page = Sort(db, wanted, filter).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            return new AccountList(await RowsAsync(db, page, token), total, credit);
        }, cancellationToken);
    }

    private static IQueryable<Account> Narrow(LobsterDbContext db, AccountFilter filter)
    {
        IQueryable<Account> accounts = db.Accounts;
        if (filter.Standing is { } standing) accounts = accounts.Where(a => a.Standing == standing);
        if (filter.IsParked is { } parked) accounts = accounts.Where(a => a.ParkedAt != null == parked);
        if (filter.IsDisabled is { } disabled) accounts = accounts.Where(a => a.DisabledAt != null == disabled);
        if (string.IsNullOrWhiteSpace(filter.Search)) return accounts;
        var like = SearchText.Contains(filter.Search);
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
        return accounts.Where(a => EF.Functions.Like(a.Name.ToLower(), like, "\\")
            || db.Memberships.Any(m => m.AccountId == a.Id && db.Users.Any(u => u.Id == m.UserId
                && (EF.Functions.Like(u.UserName!.ToLower(), like, "\\") || EF.Functions.Like(u.Email!.ToLower(), like, "\\")))));
#pragma warning restore CA1304, CA1311
    }

    private static IQueryable<Account> Sort(LobsterDbContext db, IQueryable<Account> accounts, AccountFilter filter)
    {
        var rows = accounts.Select(a => new
        {
            Account = a,
            Burn = db.VirtualMachines.Where(v => v.AccountId == a.Id && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active)).Sum(v => v.HourlyRate.Nanos),
            Machines = db.VirtualMachines.Count(v => v.AccountId == a.Id && v.Lifecycle != VmLifecycle.Deleted),
        });
        var sorted = (filter.Order, filter.IsDescending) switch
        {
            (AccountOrder.Credit, false) => rows.OrderBy(r => r.Account.Credit.Nanos),
            (AccountOrder.Credit, true) => rows.OrderByDescending(r => r.Account.Credit.Nanos),
            (AccountOrder.Burn, false) => rows.OrderBy(r => r.Burn),
            (AccountOrder.Burn, true) => rows.OrderByDescending(r => r.Burn),
            (AccountOrder.Machines, false) => rows.OrderBy(r => r.Machines),
            (AccountOrder.Machines, true) => rows.OrderByDescending(r => r.Machines),
            (AccountOrder.Created, false) => rows.OrderBy(r => r.Account.CreatedAt),
            (AccountOrder.Created, true) => rows.OrderByDescending(r => r.Account.CreatedAt),
            (_, true) => rows.OrderByDescending(r => r.Account.Name),
            _ => rows.OrderBy(r => r.Account.Name),
        };
        return sorted.ThenBy(r => r.Account.Id).Select(r => r.Account);
    }

    private static async Task<List<AccountRow>> RowsAsync(LobsterDbContext db, IQueryable<Account> page, CancellationToken cancellationToken)
    {
        var read = await page.Select(a => new
        {
            Account = a,
            Email = db.Memberships.Where(m => m.AccountId == a.Id).OrderBy(m => m.UserId).Select(m => db.Users.Where(u => u.Id == m.UserId).Select(u => u.Email).FirstOrDefault()).FirstOrDefault(),
            Burn = db.VirtualMachines.Where(v => v.AccountId == a.Id && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active)).Sum(v => v.HourlyRate.Nanos),
            Machines = db.VirtualMachines.Count(v => v.AccountId == a.Id && v.Lifecycle != VmLifecycle.Deleted),
        }).ToListAsync(cancellationToken);
        return [.. read.Select(r => new AccountRow(
            r.Account.Id, r.Account.Name, r.Email, r.Account.Credit, new Money(r.Burn), r.Machines, r.Account.Standing,
            r.Account.ParkedAt is not null, r.Account.DisabledAt is not null, r.Account.CreatedAt))];
    }
}
