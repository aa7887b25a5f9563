using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>Finds, in one statement over all rules, the accounts that may be due; never leaves one out. Whether each really is, is decided under its lock.</summary>
internal static class TopUpCandidates
{
    /// <summary>The accounts, in the order in which rows are taken.</summary>
    /// <param name="db">A context.</param>
    /// <param name="gateways">Who may be charged at all.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<List<AccountId>> FindAsync(LobsterDbContext db, IReadOnlyCollection<string> gateways, Instant now, CancellationToken cancellationToken)
    {
        // Images are counted at the dearest region's price: a little too much, and an account is looked at in vain.
        var dearest = await db.PriceVersions.Where(p => p.Subject == PriceSubject.ImageStorage).MaxAsync(p => (long?)p.Sale.Nanos, cancellationToken) ?? 0;
        var hourAgo = now - TopUpRules.Apart;
        var machines = db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active)
            .GroupBy(v => v.AccountId).Select(g => new { Account = g.Key, Burn = (long?)g.Sum(v => v.HourlyRate.Nanos) });
        var images = db.Images.Where(i => i.AccountId != null && i.BillingStart != null && i.BillingEnd == null && i.SizeMb != null)
            .GroupBy(i => i.AccountId!.Value).Select(g => new { Account = g.Key, Gigabytes = (long?)(g.Sum(i => i.SizeMb!.Value) / 1000) + 1 });
        var rules = from rule in db.TopUps
                    join account in db.Accounts on rule.AccountId equals account.Id
                    join m in machines on account.Id equals m.Account into withMachines
                    from m in withMachines.DefaultIfEmpty()
                    join i in images on account.Id equals i.Account into withImages
                    from i in withImages.DefaultIfEmpty()
                    where rule.State == TopUpState.On && (rule.WaitUntil == null || rule.WaitUntil <= now)
                    where account.Standing != StandingState.Terminated && account.DisabledAt == null && account.ParkedAt == null && account.Suspension != SuspensionKind.Manual
                    select new { account.Id, Hours = rule.ThresholdHours, Credit = account.Credit.Nanos, Burn = (m!.Burn ?? 0) + ((i!.Gigabytes ?? 0) * dearest) };
        // Credit is divided instead of the rate multiplied, which could pass the range; for whole numbers the comparison is the same.
        return await rules.Where(r => r.Credit < 0 || r.Credit / r.Hours < r.Burn)
            .Where(r => db.CardsOnFile.Any(c => c.AccountId == r.Id && c.SavedAt != null && c.RemovedAt == null && gateways.Contains(c.Gateway)))
            .Where(r => !db.Payments.Any(p => p.AccountId == r.Id && p.IsAutomatic && (p.CreatedAt > hourAgo || p.State == PaymentState.Created || p.State == PaymentState.Pending)))
            .Where(r => !db.Disputes.Any(d => d.State != DisputeState.Won && db.Payments.Any(p => p.Id == d.PaymentId && p.AccountId == r.Id)))
            .Select(r => r.Id).OrderBy(id => id).ToListAsync(cancellationToken);
    }
}
