using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Coupons;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Coupons;

/// <summary>Coupons are made, used within their limits, and end.</summary>
public sealed class CouponTests
{
    [Theory, EveryDatabase]
    public async Task Redeem_TwentyClicksAtOnce_GivesOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await AddAsync(scene, "WELCOME", "10", perAccount: "1");
        var form = new RedeemForm(Guid.CreateVersion7(), scene.Account, " welcome ");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Redeeming(scene).RedeemAsync(scene.Customer, form)));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Redeeming(scene).RedeemAsync(scene.Customer, form with { RequestId = Guid.CreateVersion7() })));

        Assert.Equal(Money.FromUnits(10), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Redeem_BeyondTheTotalLimit_IsRefusedWhateverComesAtOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await AddAsync(scene, "FEW", "1", perAccount: "100", total: "5");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, "FEW"))));
        for (var i = 0; i < 6; i++) await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, "FEW"));

        Assert.Equal(Money.FromUnits(5), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Redeem_WrongCodes_AreRefusedAndThenSlowedDown(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await AddAsync(scene, "REAL", "5", perAccount: "1");
        for (var i = 0; i < 10; i++)
            Assert.IsType<Refusal.Invalid>((await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, $"GUESS{i}"))).Refusal);

        var slowed = await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, "REAL"));
        scene.Database.Time.Advance(TimeSpan.FromMinutes(61));
        var later = await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, "REAL"));

        Assert.IsType<Refusal.Conflict>(slowed.Refusal);
        Assert.Null(later.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Redeem_AfterItsTimeOrSwitchedOff_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await AddAsync(scene, "OLD", "5", perAccount: "1", until: new DateOnly(2026, 1, 6));
        var off = await AddAsync(scene, "OFF", "5", perAccount: "1");
        await Desk(scene).SetEnabledAsync(scene.Staff, off, false);
        scene.Database.Time.Advance(TimeSpan.FromDays(2));

        foreach (var code in new[] { "OLD", "OFF" })
            Assert.IsType<Refusal.Invalid>((await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, code))).Refusal);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_NeverGivesPromotionalCreditBackInMoney(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await AddAsync(scene, "GIFT", "10", perAccount: "1");
        var payment = await scene.PaidAsync(25);
        await Redeeming(scene).RedeemAsync(scene.Customer, new RedeemForm(Guid.CreateVersion7(), scene.Account, "GIFT"));
        await scene.SpendAsync(20);

        var tooMuch = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.01", "x"));
        var rest = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x"));

        // 35 in all, 20 taken by hand: of the 15 that are left, 10 are a gift.
        Assert.IsType<Refusal.Invalid>(tooMuch.Refusal);
        Assert.Null(rest.Refusal);
    }

    [Theory]
    [EveryDatabase("A", "5", "1", nameof(CouponForm.Code))]
    [EveryDatabase("GOOD", "0", "1", nameof(CouponForm.Amount))]
    [EveryDatabase("GOOD", "10001", "1", nameof(CouponForm.Amount))]
    [EveryDatabase("GOOD", "5", "0", nameof(CouponForm.PerAccount))]
    public async Task Add_BadInput_IsRefusedBesideTheField(DatabaseProvider provider, string code, string amount, string perAccount, string field)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        var outcome = await Desk(scene).AddAsync(scene.Staff, new CouponForm(code, amount, null, null, perAccount, null, null));

        Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Add_ByCustomers_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        Assert.IsType<Refusal.NotAllowed>((await Desk(scene).AddAsync(scene.Customer, new CouponForm("MINE", "5", null, null, "1", null, null))).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await Desk(scene).ListAsync(scene.Customer)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_WhenTheCreditEnds_TakesWhatIsLeftOnce(DatabaseProvider provider)
    {
        await using var panel = await Panel.TestPanel.CreateAsync(provider);
        var (desk, redeeming) = (new CouponDesk(panel.Database.Transactions, panel.Database.Clock), new CouponRedeeming(panel.Database.Transactions, panel.Database.Clock));
        var before = await panel.CreditAsync(panel.Stock.Account);
        await desk.AddAsync(Actor.System, new CouponForm("SHORT", "10", null, "2", "1", null, null));
        Assert.Null((await redeeming.RedeemAsync(panel.Stock.Owner, new RedeemForm(Guid.CreateVersion7(), panel.Stock.Account, "SHORT"))).Refusal);

        panel.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => panel.Get<PromoSweep>().RunAsync()));
        await panel.Get<PromoSweep>().RunAsync();

        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    private static CouponRedeeming Redeeming(PaymentScene scene) => new(scene.Database.Transactions, scene.Database.Clock);

    private static CouponDesk Desk(PaymentScene scene) => new(scene.Database.Transactions, scene.Database.Clock);

    private static async Task<CouponId> AddAsync(PaymentScene scene, string code, string amount, string perAccount, string? total = null, DateOnly? until = null)
    {
        var added = await Desk(scene).AddAsync(scene.Staff, new CouponForm(code, amount, until, null, perAccount, total, null));
        Assert.Null(added.Refusal);
        return added.Value;
    }
}
