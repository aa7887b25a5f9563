using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Tax;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Tax;

/// <summary>Admins set up seller and rates.</summary>
public sealed class TaxDeskTests
{
    private static readonly TaxRateForm German = new("DE", CustomerKind.Person, "VAT", "19");

    [Theory, EveryDatabase]
    public async Task Setup_ByAnAdmin_IsKeptAndAudited(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (desk, admin) = (Desk(scene), await scene.AdminAsync());

        await desk.SaveSellerAsync(admin, null, TaxStock.Seller with { Address = " Am Hafen 1 \r\n\r\n10115 Berlin" });
        await desk.SaveRateAsync(admin, null, 0, new TaxRateForm("", CustomerKind.Person, "Sales tax", "8.875"));
        await desk.SaveRateAsync(admin, null, 0, German);

        var setup = (await desk.ReadAsync(admin)).Value!;
        Assert.Equal(("Am Hafen 1\n10115 Berlin", "DE"), (setup.Seller!.Address, setup.Seller.Country));
        Assert.Equal([("DE", 19_000), ("", 8_875)], setup.Rates.Select(r => (r.Country, r.RateThousandths)));
        await using var db = scene.Database.Open();
        Assert.Equal(["tax.rate.added", "tax.rate.added", "tax.seller"], await db.AuditEntries.Select(a => a.Action).OrderBy(a => a).ToListAsync());
    }

    [Theory, EveryDatabase]
    public async Task Setup_ByFinanceAndCustomers_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var desk = Desk(scene);

        Assert.IsType<Refusal.NotAllowed>((await desk.ReadAsync(scene.Staff)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await desk.SaveSellerAsync(scene.Staff, null, TaxStock.Seller)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await desk.SaveRateAsync(scene.Customer, null, 0, German)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await desk.RemoveRateAsync(scene.Customer, new TaxRateId(1), 0)).Refusal);
    }

    [Theory]
    [EveryDatabase("-1")]
    [EveryDatabase("100.001")]
    [EveryDatabase("19.0001")]
    [EveryDatabase("19,5")]
    [EveryDatabase("NaN")]
    [EveryDatabase("")]
    public async Task Rate_OfNoGoodPercent_IsRefusedBesideTheField(DatabaseProvider provider, string percent)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await TaxStock.SetUpAsync(scene);

        var outcome = await Desk(scene).SaveRateAsync(await scene.AdminAsync(), null, 0, German with { Percent = percent });

        Assert.Equal(nameof(TaxRateForm.Percent), Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Rate_BeforeTheSellerOrTwiceOrElsewhere_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var desk = Desk(scene);

        var early = await desk.SaveRateAsync(Actor.System, null, 0, German);
        await TaxStock.SetUpAsync(scene, ("DE", CustomerKind.Person, "19"));
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.SaveRateAsync(Actor.System, null, 0, German with { Country = "FR" })));
        var nowhere = await desk.SaveRateAsync(Actor.System, null, 0, German with { Country = "XX" });

        Assert.IsType<Refusal.Conflict>(early.Refusal);
        Assert.Single(all, o => !o.IsRefused);
        Assert.All(all.Where(o => o.IsRefused), o => Assert.Equal(nameof(TaxRateForm.Country), Assert.IsType<Refusal.Invalid>(o.Refusal).Field));
        Assert.IsType<Refusal.Invalid>(nowhere.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Change_OfWhatSomebodyElseChanged_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await TaxStock.SetUpAsync(scene, ("DE", CustomerKind.Person, "19"));
        var desk = Desk(scene);
        var rate = (await desk.ReadAsync(Actor.System)).Value!.Rates[0];

        await desk.SaveRateAsync(Actor.System, rate.Id, rate.Version, German with { Percent = "16" });
        var lateRate = await desk.SaveRateAsync(Actor.System, rate.Id, rate.Version, German with { Percent = "7" });
        var lateRemoval = await desk.RemoveRateAsync(Actor.System, rate.Id, rate.Version);
        var firstSeller = await desk.SaveSellerAsync(Actor.System, 0, TaxStock.Seller with { Name = "Other" });
        var lateSeller = await desk.SaveSellerAsync(Actor.System, 0, TaxStock.Seller);

        Assert.All(new Refusal?[] { lateRate.Refusal, lateRemoval.Refusal, lateSeller.Refusal }, r => Assert.IsType<Refusal.Conflict>(r));
        Assert.Equal(1, firstSeller.Value);
        var setup = (await desk.ReadAsync(Actor.System)).Value!;
        Assert.Equal(("Other", 16_000), (setup.Seller!.Name, Assert.Single(setup.Rates).RateThousandths));
        Assert.Null((await desk.RemoveRateAsync(Actor.System, rate.Id, 1)).Refusal);
        Assert.Null((await desk.RemoveRateAsync(Actor.System, rate.Id, 1)).Refusal);
    }

    [Theory]
    [EveryDatabase(nameof(SellerForm.Name), "")]
    [EveryDatabase(nameof(SellerForm.Address), " \n ")]
    [EveryDatabase(nameof(SellerForm.Address), "1\n2\n3\n4\n5\n6")]
    [EveryDatabase(nameof(SellerForm.Country), "de")]
    [EveryDatabase(nameof(SellerForm.TaxId), "1234567890123456789012345678901")]
    [EveryDatabase(nameof(SellerForm.ExtraLine), "a\u0007b")]
    public async Task Seller_OfBadInput_IsRefusedBesideTheField(DatabaseProvider provider, string field, string text)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var form = field switch
        {
            nameof(SellerForm.Name) => TaxStock.Seller with { Name = text },
            nameof(SellerForm.Address) => TaxStock.Seller with { Address = text },
            nameof(SellerForm.Country) => TaxStock.Seller with { Country = text },
            nameof(SellerForm.TaxId) => TaxStock.Seller with { TaxId = text },
            _ => TaxStock.Seller with { ExtraLine = text },
        };

        var outcome = await Desk(scene).SaveSellerAsync(Actor.System, null, form);

        Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    private static TaxDesk Desk(PaymentScene scene) => new(scene.Database.Transactions, scene.Database.Clock);
}
