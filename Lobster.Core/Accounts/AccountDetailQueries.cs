using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Everything about one account that is no list, for staff of any role. Safe to use from many threads.</summary>
public sealed class AccountDetailQueries(Transactions transactions, BusinessClock clock, BillingOptions options)
{
    /// <summary>The account; refused for others than staff and when there is none.</summary>
    public Task<Outcome<AccountDetail>> FindAsync(Actor actor, AccountId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<AccountDetail>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is { } refusal) return refusal;
            if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, token) is not { } account) return new Refusal.NotFound();
            return await ReadAsync(db, account, token);
        }, cancellationToken);

    private async Task<AccountDetail> ReadAsync(LobsterDbContext db, Account account, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var machines = await db.VirtualMachines.CountAsync(v => v.AccountId == account.Id && v.Lifecycle != VmLifecycle.Deleted, cancellationToken);
        var burn = await db.BurnRateAsync(account.Id, now, cancellationToken);
        var summary = new AccountSummary(account.Id, account.Name, account.Credit, burn, machines, AccountRules.MayChange(account), account.CreatedAt, now) { Standing = AccountStanding.Of(account) };
        var paid = db.LedgerEntries.Where(e => e.AccountId == account.Id
            && (e.Kind == EntryKind.Payment || e.Kind == EntryKind.Refund || e.Kind == EntryKind.Chargeback));
        var (units, _) = await paid.Select(e => e.Amount.Nanos).TotalAsync(cancellationToken);
        var payments = await paid.CountAsync(e => e.Kind == EntryKind.Payment, cancellationToken);
        return new AccountDetail(
            summary, account.Standing, account.StandingSince, account.Suspension, account.NoticesSent, account.ParkedAt, account.ParkedReason,
            account.DisabledAt, account.VmLimit, options.VmLimit, units, payments, await MembersAsync(db, account.Id, cancellationToken));
    }

    private static Task<List<AccountMember>> MembersAsync(LobsterDbContext db, AccountId id, CancellationToken cancellationToken) =>
        (from member in db.Memberships
         join user in db.Users on member.UserId equals user.Id
         where member.AccountId == id
         orderby user.Id
         select new AccountMember(user.Id, user.UserName ?? "", user.Email, user.EmailConfirmed, user.TwoFactorEnabled, member.Role, user.DisabledAt))
            .ToListAsync(cancellationToken);
}
