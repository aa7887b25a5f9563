using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Tax;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments;

namespace Lobster.Tests.Tax;

/// <summary>Customers enter their billing details.</summary>
public sealed class CustomerRecordsTests
{
    [Theory, EveryDatabase]
    public async Task Details_OfABusiness_AreKeptAsReceiptsShowThem(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        await TaxStock.EnterAsync(scene, TaxStock.Parisian with { Name = " Jean Dupont ", TaxId = "fr 12 345 678 901" });

        var kept = await TaxStock.Records(scene).FindAsync(scene.Customer, scene.Account);
        Assert.Equal(("Société Générale du Homard", "FR12345678901"), (kept!.Title, kept.TaxId));
        Assert.Equal(["Jean Dupont", "1, rue de la Mer", "75001 Paris"], kept.Lines);
    }

    [Theory, EveryDatabase]
    public async Task Details_ChangedToAPerson_ForgetCompanyAndTaxId(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await TaxStock.EnterAsync(scene, TaxStock.Parisian);

        var outcome = await TaxStock.Records(scene).SaveAsync(scene.Customer, scene.Account, 0, TaxStock.Parisian with { Kind = CustomerKind.Person, Name = "Jean Dupont" });

        Assert.Null(outcome.Refusal);
        var kept = await TaxStock.Records(scene).FindAsync(scene.Customer, scene.Account);
        Assert.Equal(("Jean Dupont", "", ""), (kept!.Title, kept.Company, kept.TaxId));
    }

    [Theory]
    [EveryDatabase(nameof(BillingDetailsForm.Company), " ")]
    [EveryDatabase(nameof(BillingDetailsForm.Street), "")]
    [EveryDatabase(nameof(BillingDetailsForm.City), "a\nb")]
    [EveryDatabase(nameof(BillingDetailsForm.Postcode), "123456789012345678901")]
    [EveryDatabase(nameof(BillingDetailsForm.Country), "")]
    [EveryDatabase(nameof(BillingDetailsForm.Country), "XI")]
    [EveryDatabase(nameof(BillingDetailsForm.TaxId), "FR1")]
    [EveryDatabase(nameof(BillingDetailsForm.TaxId), "DE123456789")]
    public async Task BadInput_OfABusiness_IsRefusedBesideTheField(DatabaseProvider provider, string field, string text)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var form = field switch
        {
            nameof(BillingDetailsForm.Company) => TaxStock.Parisian with { Company = text },
            nameof(BillingDetailsForm.Street) => TaxStock.Parisian with { Street = text },
            nameof(BillingDetailsForm.City) => TaxStock.Parisian with { City = text },
            nameof(BillingDetailsForm.Postcode) => TaxStock.Parisian with { Postcode = text },
            nameof(BillingDetailsForm.Country) => TaxStock.Parisian with { Country = text },
            _ => TaxStock.Parisian with { TaxId = text },
        };

        var outcome = await TaxStock.Records(scene).SaveAsync(scene.Customer, scene.Account, null, form);

        Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Null(await TaxStock.Records(scene).FindAsync(scene.Customer, scene.Account));
    }

    [Theory, EveryDatabase]
    public async Task Name_OfAPersonMissing_IsRefusedBesideTheField(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        var outcome = await TaxStock.Records(scene).SaveAsync(scene.Customer, scene.Account, null, TaxStock.Berliner with { Name = "" });

        Assert.Equal(nameof(BillingDetailsForm.Name), Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Details_OfAnotherCustomer_AreNotFound(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await TaxStock.EnterAsync(scene, TaxStock.Berliner);
        var stranger = await StrangerAsync(scene);

        var outcome = await TaxStock.Records(scene).SaveAsync(stranger, scene.Account, 0, TaxStock.Parisian);

        Assert.IsType<Refusal.NotFound>(outcome.Refusal);
        Assert.Null(await TaxStock.Records(scene).FindAsync(stranger, scene.Account));
        Assert.NotNull(await TaxStock.Records(scene).FindAsync(scene.Staff, scene.Account));
    }

    [Theory, EveryDatabase]
    public async Task Details_EnteredTwiceAtOnce_AreOneAndTheOtherIsTold(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TaxStock.Records(scene).SaveAsync(scene.Customer, scene.Account, null, TaxStock.Berliner)));

        Assert.Single(all, o => !o.IsRefused);
        Assert.All(all.Where(o => o.IsRefused), o => Assert.IsType<Refusal.Conflict>(o.Refusal));
    }

    /// <summary>Somebody with a login and nothing to do with the account.</summary>
    internal static async Task<Actor> StrangerAsync(PaymentScene scene)
    {
        await using var db = scene.Database.Open();
        var user = new User { UserName = "bert", Email = "bert@example.com" };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return Actor.Browser(user.Id);
    }
}
