using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

/// <summary>Running machines take a price at a moment: those that are there then, whatever happened to them before.</summary>
public sealed class PriceMoveTests
{
    private static readonly Money Raised = Money.FromDecimal(0.02m);

    [Theory, EveryDatabase]
    public async Task Move_ThreeDaysOfDowntime_SplitsAtItsMoment(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02", panel.Now + TimeSpan.FromHours(48)));
        panel.Advance(TimeSpan.FromHours(72));

        await panel.ChargeAsync();
        await panel.MoveAsync();

        Assert.Equal((PanelStock.SmallPrice * 48) + (Raised * 24), await panel.LinesAsync(vm));
        Assert.Equal(Raised, (await panel.VmAsync(vm)).HourlyRate);
        Assert.NotNull((await panel.ReadAsync(db => db.PriceMoves.SingleAsync())).DoneAt);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Move_MachineChangedAfterItsMomentBeforeAnySweep_PaysTheNewPriceInBetween(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var (resized, stopped, deleted) = (await panel.BillVmAsync("resized"), await panel.BillVmAsync("stopped"), await panel.BillVmAsync("deleted"));
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02", panel.Now + TimeSpan.FromHours(2)));
        panel.Advance(TimeSpan.FromHours(4));

        await panel.ChangeAsync(resized, panel.Stock.Large, null);
        await panel.ChangeAsync(stopped, null, 500);
        SellingScene.Done(await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, deleted));
        panel.Advance(TimeSpan.FromHours(1));
        await panel.ChargeAsync();

        var before = (PanelStock.SmallPrice * 2) + (Raised * 2);
        Assert.Equal(before + PanelStock.LargePrice, await panel.LinesAsync(resized));
        Assert.Equal(before + Money.FromDecimal(0.01m), await panel.LinesAsync(stopped));
        Assert.Equal(before, await panel.LinesAsync(deleted));
        Assert.Equal(Money.Zero, (await panel.VmAsync(deleted)).HourlyRate);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Move_MachineOrderedBeforeAndThereAfter_PaysTheNewPrice(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        panel.Advance(TimeSpan.FromMinutes(1));
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02"));
        panel.Advance(TimeSpan.FromMinutes(5));

        var late = await panel.BillVmAsync("late"); // begins with the first price, as it was ordered

        Assert.Equal(Raised, (await panel.VmAsync(late)).HourlyRate);
    }

    [Theory, EveryDatabase]
    public async Task Move_DeletionCancelledAfterAllMoved_MachineFollows(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");
        SellingScene.Done(await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm));
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02", panel.Now + TimeSpan.FromHours(3)));
        panel.Advance(TimeSpan.FromHours(4));
        await panel.MoveAsync();
        Assert.NotNull((await panel.ReadAsync(db => db.PriceMoves.SingleAsync())).DoneAt);

        await panel.WriteAsync(async db => await VmCharging.ResumeAsync(db, await db.VirtualMachines.SingleAsync(v => v.Id == vm), panel.Now, CancellationToken.None));
        await panel.ChargeAsync();

        Assert.Equal((PanelStock.SmallPrice * 3) + Raised, await panel.LinesAsync(vm));
    }

    [Theory, EveryDatabase]
    public async Task Move_OfTheOtherPlaceOrCalledOff_LeavesMachinesAlone(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");
        await panel.AddPriceAsync(admin, SellingScene.Price(panel.Stock.Small, "0.003", panel.Stock.Region));
        panel.Advance(TimeSpan.FromMinutes(1));
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02")); // the region has a price of its own
        panel.Advance(TimeSpan.FromMinutes(1));
        var off = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.03", panel.Now + TimeSpan.FromHours(1)) with { RegionId = panel.Stock.Region });
        SellingScene.Done(await panel.Get<PriceAdmin>().CallOffAsync(admin, off));
        panel.Advance(TimeSpan.FromHours(3));

        await panel.ChargeAsync();
        await panel.MoveAsync();

        Assert.Equal(PanelStock.SmallPrice * 3, await panel.LinesAsync(vm));
        Assert.Equal(1, await panel.ReadAsync(db => db.RateChanges.CountAsync()));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task CallOff_OnceDue_IsRefused(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        panel.Advance(TimeSpan.FromMinutes(1));
        var price = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02"));

        Assert.IsType<Refusal.Conflict>((await panel.Get<PriceAdmin>().CallOffAsync(admin, price)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<PriceAdmin>().CallOffAsync(panel.Stock.Owner, price)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Preview_Move_SaysMachinesMoneyAndWhoRunsLow(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        await panel.BillVmAsync("web-2");
        var form = MoveScene.Moving(panel, "0.30") with { Wholesale = "0.1" }; // 2 × 0.30 × 168 h is more than 100

        var effect = SellingScene.Done(await panel.Get<PriceAdmin>().PreviewAsync(admin, form))!;
        var milder = SellingScene.Done(await panel.Get<PriceAdmin>().PreviewAsync(admin, form with { Sale = "0.2" }))!;

        Assert.Equal(
            new MoveEffect(panel.Now, 2, 2, 1, PanelStock.SmallPrice * 2, Money.FromDecimal(0.6m), Money.Zero, Money.FromDecimal(0.2m), 1, 168), effect.Move);
        Assert.Equal(0, milder.Move!.RunningLow);
    }

    [Theory, EveryDatabase]
    public async Task Rise_WithoutItsNotice_IsRefusedAndACutIsNot(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(1));
        var rise = MoveScene.Moving(panel, "0.02", panel.Now + TimeSpan.FromDays(13)) with { SkipsNotice = false };
        var prices = panel.Get<PriceAdmin>();

        SellingScene.RefusedAt("MoveAt", await prices.AddAsync(admin, rise));
        SellingScene.RefusedAt("MoveAt", await prices.AddAsync(admin, rise with { From = (panel.Now + TimeSpan.FromDays(40)).ToString(), MoveAt = (panel.Now + TimeSpan.FromDays(30)).ToString() }));
        SellingScene.Done(await prices.AddAsync(admin, rise with { Sale = "0.005" }));
    }

    [Theory, EveryDatabase]
    public async Task Rise_Planned_TellsEachOwnerOnce(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        await panel.BillVmAsync("web-2");
        panel.Advance(TimeSpan.FromMinutes(1));
        var at = panel.Now + TimeSpan.FromDays(15);
        var price = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02", at) with { SkipsNotice = false });

        await panel.MoveAsync();
        await panel.MoveAsync();

        var mail = await panel.ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal($"price/{price}/{panel.Stock.Account}", mail.Key);
        Assert.Equal($"mara S-1 {at} web-1,web-2 {PanelStock.SmallPrice * 2} {Raised * 2}", mail.Text);
    }

    [Theory, EveryDatabase]
    public async Task Rise_CalledOffAfterItWasTold_TellsThatOnceToo(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(1));
        var at = panel.Now + TimeSpan.FromDays(15);
        var told = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02", at));
        await panel.MoveAsync();
        var untold = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.03", at + TimeSpan.FromDays(1)) with { RegionId = panel.Stock.Region });
        SellingScene.Done(await panel.Get<PriceAdmin>().CallOffAsync(admin, told));
        SellingScene.Done(await panel.Get<PriceAdmin>().CallOffAsync(admin, untold));

        await panel.MoveAsync();
        await panel.MoveAsync();

        var mails = await panel.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([$"price/{told}/{panel.Stock.Account}", $"price-off/{told}/{panel.Stock.Account}"], mails.ConvertAll(m => m.Key));
        Assert.Equal(("mara@example.com", $"mara S-1 {at} off"), (mails[1].To, mails[1].Text));
    }

    [Theory, EveryDatabase]
    public async Task Move_KilledAtEachCommit_EndsAsIfItHadNot(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");
        for (var commit = 1; commit <= 6; commit++)
        {
            var sale = Money.FromDecimal(0.01m + (0.001m * commit));
            panel.Advance(TimeSpan.FromMinutes(60));
            await panel.AddPriceAsync(admin, MoveScene.Moving(panel, sale.ToString()));
            panel.Crash.At(commit, afterIt: commit % 2 == 0);
            await Record.ExceptionAsync(panel.MoveAsync);
            panel.Crash.Never();

            await panel.MoveAsync();
            await panel.ChargeAsync();

            Assert.Equal(sale, (await panel.VmAsync(vm)).HourlyRate);
            Assert.Equal(commit + 1, await panel.ReadAsync(db => db.RateChanges.CountAsync()));
            await panel.AssertBooksInOrderAsync();
        }
    }

    [Theory, EveryDatabase]
    public async Task Verify_MoveThatLeftAMachineBehind_NamesIt(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(1));
        var price = await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02"));
        await panel.WriteAsync(db => db.PriceMoves.Where(m => m.PriceVersionId == price).ExecuteUpdateAsync(s => s.SetProperty(m => m.DoneAt, panel.Now)));

        var violation = Assert.Single(await panel.Get<Verifier>().RunAsync());

        Assert.Equal(("missed-price-move", $"machine {vm}"), (violation.Rule, violation.Subject));
    }
}
