using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Finds, in one statement over all accounts, those about which a decision could be other than to stay; never leaves one out.</summary>
public static class StandingCandidates
{
    /// <summary>The accounts, in the order in which rows are taken.</summary>
    public static async Task<List<AccountId>> FindAsync(LobsterDbContext db, StandingPolicy policy, Instant now, CancellationToken cancellationToken)
    {
        // Images are counted at the dearest region's price and at none: a little too much on either side, and an account is looked at in vain.
        var dearest = await db.PriceVersions.Where(p => p.Subject == PriceSubject.ImageStorage).MaxAsync(p => (long?)p.Sale.Nanos, cancellationToken) ?? 0;
        var noticeBefore = now - policy.NotifyEvery;
        var firstBefore = now - policy.TimeBeforeSuspension;
        var (notifyHours, restoreHours, enough) = (policy.NotifyHours, policy.RestoreHours, policy.NoticesBeforeSuspension);
        var machines = db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active)
            .GroupBy(v => v.AccountId).Select(g => new { Account = g.Key, Burn = (long?)g.Sum(v => v.HourlyRate.Nanos) });
        var images = db.Images.Where(i => i.AccountId != null && i.BillingStart != null && i.BillingEnd == null && i.SizeMb != null)
            .GroupBy(i => i.AccountId!.Value).Select(g => new { Account = g.Key, Gigabytes = (long?)(g.Sum(i => i.SizeMb!.Value) / 1000) + 1 });
        var accounts = from account in db.Accounts
                       join m in machines on account.Id equals m.Account into withMachines
                       from m in withMachines.DefaultIfEmpty()
                       join i in images on account.Id equals i.Account into withImages
                       from i in withImages.DefaultIfEmpty()
                       where account.ParkedAt == null && account.Suspension != SuspensionKind.Manual
                       select new
                       {
                           Account = account, Credit = account.Credit.Nanos,
                           Least = m!.Burn ?? 0, Most = (m!.Burn ?? 0) + ((i!.Gigabytes ?? 0) * dearest),
                       };
        // Credit is divided instead of the rate multiplied, which could pass the range; for whole numbers the comparison is the same.
        return await accounts.Where(a =>
            (a.Account.Standing == StandingState.Terminated && a.Credit > 0)
            || (a.Account.Standing == StandingState.Suspended
                && (a.Account.LastNoticeAt == null || a.Account.LastNoticeAt <= noticeBefore || a.Account.TerminationDue <= now
                    || (a.Credit >= 0 && a.Credit / restoreHours >= a.Least)))
            || (a.Account.Standing == StandingState.LowCredit && a.Credit >= 0 && a.Credit / notifyHours >= a.Least)
            || ((a.Account.Standing == StandingState.Good || a.Account.Standing == StandingState.LowCredit)
                && (a.Credit < 0 || a.Credit / notifyHours < a.Most) && (a.Most > 0 || a.Account.NoticesSent == 0)
                && (a.Account.Standing == StandingState.Good || a.Account.LastNoticeAt == null || a.Account.LastNoticeAt <= noticeBefore
                    || (a.Credit <= 0 && (a.Account.NoticesSent >= enough || a.Account.FirstNoticeAt <= firstBefore)))))
            .Select(a => a.Account.Id).OrderBy(id => id).ToListAsync(cancellationToken);
    }
}
