using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Standing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Components.Public;

/// <summary>Reads the public price list: every plan on sale with its price for all regions, or its cheapest region's where there is none.</summary>
internal sealed class PanelPrices(Transactions transactions, BusinessClock clock, IOptions<BillingOptions> billing, StandingOptions standing) : IPriceList
{
    /// <inheritdoc/>
    public async Task<PriceList> ReadAsync(CancellationToken stopping)
    {
        var now = clock.Now;
        var (plans, versions) = await transactions.ReadAsync(async (db, token) => (
            await db.Plans.Where(p => p.IsEnabled && p.RetiredAt == null).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(token),
            await db.PriceVersions.Where(v => v.From <= now).ToListAsync(token)), stopping);
        var inForce = versions.GroupBy(v => (v.Subject, v.PlanId, v.RegionId)).Select(g => g.MaxBy(v => v.From)!).ToList();
        var rows = plans
            .Select(p => (Plan: p, Price: Best(inForce.Where(v => v.PlanId == p.Id))))
            .Where(r => r.Price is not null)
            .Select(r => new PlanPrice(r.Plan.Id.Value, r.Plan.Name, r.Plan.VCpus, r.Plan.RamMb, r.Plan.DiskGb, r.Plan.TransferGb, r.Price!.Value))
            .ToList();
        return new PriceList(
            rows,
            Best(inForce.Where(v => v.Subject == PriceSubject.TransferOverage)),
            Best(inForce.Where(v => v.Subject == PriceSubject.ImageStorage)),
            Money.FromDecimal(billing.Value.MinimumDeposit),
            standing.NotifyHours,
            standing.DebtHours)
        {
            NoticesBeforeSuspension = standing.NoticesBeforeSuspension, NoticesBeforeTermination = standing.NoticesBeforeTermination,
        };
    }

    private static Money? Best(IEnumerable<PriceVersion> versions) =>
        versions.OrderBy(v => v.RegionId is not null).ThenBy(v => v.Sale.Nanos).Select(v => (Money?)v.Sale).FirstOrDefault();
}
