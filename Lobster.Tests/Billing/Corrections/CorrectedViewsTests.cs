using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>What a customer reads of corrected charges adds up to what the credit lost.</summary>
public sealed class CorrectedViewsTests
{
    [Theory, EveryDatabase]
    public async Task Month_OfACorrectedMachine_AddsUpToTheCreditUsed(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        var vm = await panel.BillVmAsync("web-1");
        var cheaper = await panel.AddPriceAsync(admin, SellingScene.Price(panel.Stock.Small, "0.005"));
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 6, 30));
        await panel.ChargeAsync();
        var back = (await panel.CorrectAsync(admin, panel.Days() with { PriceVersionId = cheaper })).Difference;

        var month = (await panel.Get<ChargeQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day))!;
        var days = (await panel.Get<ChargeQueries>().DaysAsync(panel.Stock.Owner, vm, panel.Now.Day))!;
        var bill = (await panel.Get<VmCharges>().ReadAsync(panel.Stock.Owner, vm))!;
        var list = await panel.Get<VmListQueries>().ListAsync(panel.Stock.Owner, panel.Stock.Account, new VmFilter { Order = VmOrder.Month });
        var ending = (await panel.Get<VmEndings>().ForeseeAsync(panel.Stock.Owner, vm))!;
        var receipt = (await panel.Get<ChargeQueries>().ReceiptAsync(panel.Stock.Owner, vm, 1))!;

        var used = await UsedAsync(panel);
        Assert.Equal((used, used, back), (month.Total, month.Machines[0].Amount, month.Machines[0].GivenBack));
        Assert.Equal((used, used), (days.Lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net), bill.Total));
        Assert.Equal((used, used), (list.Rows[0].Month, list.Month));
        Assert.Equal(used, ending.Total - ending.LastCharge);
        Assert.Equal((back.Scale(1, 2), "wrong price"), (receipt.Corrections[0].Amount, receipt.Corrections[0].Reason));
    }

    [Theory, EveryDatabase]
    public async Task Month_OfACorrectedImage_AddsUpToTheCreditUsed(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        var form = panel.Days() with { PriceVersionId = await panel.LaterStoragePriceAsync(Money.FromDecimal(0.0000333m)) };
        var back = (await panel.CorrectAsync(finance, form)).Difference;
        var id = await panel.ReadAsync(db => db.Images.Where(i => i.AccountId != null).Select(i => i.Id).SingleAsync());

        var month = (await panel.Get<ChargeQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day))!;
        var after = (await panel.Get<ChargeQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, new DateOnly(2026, 2, 1)))!;
        var image = Assert.Single(await panel.Get<StorageQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day));
        var receipt = (await panel.Get<StorageQueries>().ReceiptAsync(panel.Stock.Owner, id, 30))!;
        var own = Assert.Single(await panel.Get<ImageActions>().ListAsync(panel.Stock.Owner, panel.Stock.Account));

        var used = await UsedAsync(panel);
        Assert.Equal((used, used, used), (month.Total, month.Storage, after.PreviousTotal));
        Assert.Equal((used, back, used), (image.Amount, image.GivenBack, own.Charged));
        Assert.Equal((back.Scale(1, 2), "wrong price"), Assert.Single(receipt.Corrections.Select(c => (c.Amount, c.Reason))));
    }

    [Theory, EveryDatabase]
    public async Task Month_OfCorrectedTransfer_AddsUpToTheCreditUsed(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider);
        await using var _ = panel;
        await panel.TellAsync(10, 4);
        var back = (await panel.CorrectAsync(finance, panel.Days("2026-01-01", "2026-01-31"))).Difference;

        var month = (await panel.Get<ChargeQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, new DateOnly(2026, 1, 1)))!;
        var lines = await panel.Get<TransferQueries>().LinesAsync(panel.Stock.Owner, panel.Stock.Account, new DateOnly(2026, 1, 1));

        var used = await UsedAsync(panel);
        Assert.Equal((used, used), (month.Total, month.Transfer));
        Assert.Equal((used, back), (lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net), lines[^1].GivenBack));
    }

    private static async Task<Money> UsedAsync(TestPanel panel) => Money.FromUnits(100) - await panel.CreditAsync(panel.Stock.Account);
}
