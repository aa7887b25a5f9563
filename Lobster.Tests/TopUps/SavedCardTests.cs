using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.TopUps;

/// <summary>Cards are saved with consent, once, for who began it; and removed at once.</summary>
public sealed class SavedCardTests
{
    [Theory, EveryDatabase]
    public async Task Saving_ReturnAndCallsAtOnce_IsOneCardWithItsConsent(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        var begun = await scene.BeginCardAsync();
        scene.Bank.Save(begun.SetupId!, TestCard.Works);
        await TellAsync(scene, begun.SetupId!);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? scene.Cards.FinishAsync(scene.Customer, scene.Account) : (Task)scene.Panel.Get<PaymentWorker>().RunAsync()));

        var card = Assert.Single(await scene.Panel.ReadAsync(db => db.CardsOnFile.ToListAsync()));
        Assert.Equal(("Visa 4242", CardConsent.Version, scene.Customer.UserId), (card.Title, card.ConsentVersion, card.ConsentBy));
        Assert.Single(await scene.MailsAsync("CardSaved"));
    }

    [Theory, EveryDatabase]
    public async Task Saving_ToldByTheProviderAlone_IsKept(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        var begun = await scene.BeginCardAsync();
        scene.Bank.Save(begun.SetupId!, TestCard.Works);

        await TellAsync(scene, begun.SetupId!);
        await TellAsync(scene, "seti_of_somebody_else");
        await scene.Panel.Get<PaymentWorker>().RunAsync();

        Assert.NotNull((await scene.CardAsync(begun.Id)).SavedAt);
        var deliveries = await scene.Panel.ReadAsync(db => db.GatewayEvents.OrderBy(e => e.Id).Select(e => e.State).ToListAsync());
        Assert.Equal([GatewayEventState.Processed, GatewayEventState.Ignored], deliveries);
    }

    [Theory, EveryDatabase]
    public async Task Saving_ThatAnswersWithSomebodyElsesCard_IsNotTaken(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        var begun = await scene.BeginCardAsync();
        scene.Bank.Begin(begun.SetupId!, "cus_somebody_else");
        scene.Bank.Save(begun.SetupId!, TestCard.Works);

        await scene.Cards.FinishAsync(scene.Customer, scene.Account);

        Assert.Null((await scene.CardAsync(begun.Id)).SavedAt);
        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "payment.alarm")));
    }

    [Theory, EveryDatabase]
    public async Task Begin_SameRequestTwice_IsOneSavingAndOneCustomer(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        var request = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.BeginCardAsync(request)));

        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.CardsOnFile.CountAsync()));
        var customer = Assert.Single(await scene.Panel.ReadAsync(db => db.GatewayCustomers.ToListAsync()));
        Assert.Equal(("test", $"cus_{scene.Account}"), (customer.Gateway, customer.CustomerId));
    }

    [Theory, EveryDatabase]
    public async Task Begin_WithoutConsentOrTooOftenOrForOthers_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider, o => o.MostPerHour = 2);
        var (_, stranger) = await scene.Panel.AddCustomerAsync("bert");
        var staff = await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Admin);

        Assert.Equal(nameof(SaveCardForm.Agrees), Assert.IsType<Refusal.Invalid>((await scene.BeginCardAsync(scene.Customer, agrees: false)).Refusal).Field);
        Assert.IsType<Refusal.NotFound>((await scene.BeginCardAsync(stranger)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await scene.BeginCardAsync(staff)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await scene.BeginCardAsync(scene.Customer with { ImpersonatorId = staff.UserId })).Refusal);
        for (var i = 0; i < 2; i++) Assert.Null((await scene.BeginCardAsync(scene.Customer)).Refusal);
        Assert.IsType<Refusal.Conflict>((await scene.BeginCardAsync(scene.Customer)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Saving_AnotherCard_ReplacesTheFirstAndForgetsIt(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        var first = await scene.Panel.ReadAsync(db => db.CardsOnFile.SingleAsync());

        await scene.SaveCardAsync(TestCard.InsufficientFunds);
        await scene.SweepAsync();

        var old = await scene.CardAsync(first.Id);
        Assert.True(scene.Bank.HasForgotten(old.ToSavedCard()));
        Assert.Equal((true, true), (old.RemovedAt is not null, old.ForgetAt is null));
        Assert.Equal("Visa 9995", (await scene.Panel.Get<TopUpQueries>().FindAsync(scene.Customer, scene.Account))!.Card!.Title);
    }

    [Theory, EveryDatabase]
    public async Task Remove_ProviderSilent_IsRemovedHereAndForgottenLater(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        var card = await scene.Panel.ReadAsync(db => db.CardsOnFile.SingleAsync());
        scene.Gateway.IsDown = true;

        var removed = await scene.Cards.RemoveAsync(scene.Customer, scene.Account);
        await scene.SweepAsync();
        var (isForgotten, view) = (scene.Bank.HasForgotten(card.ToSavedCard()), await scene.Panel.Get<TopUpQueries>().FindAsync(scene.Customer, scene.Account));
        scene.Gateway.IsDown = false;
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));

        Assert.True(removed.Value);
        Assert.Equal((false, null, TopUpState.Off), (isForgotten, view!.Card, view.Rule!.State));
        Assert.True(scene.Bank.HasForgotten(card.ToSavedCard()));
        Assert.Null((await scene.CardAsync(card.Id)).ForgetAt);
    }

    [Theory, EveryDatabase]
    public async Task Database_SecondCardOfAnAccount_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        var other = await scene.BeginCardAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => scene.Panel.WriteAsync(async db =>
        {
            var card = await db.CardsOnFile.SingleAsync(c => c.Id == other.Id);
            (card.SavedAt, card.MethodId, card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear) = (scene.Panel.Now, "pm_2", "visa", "1111", 1, 2030);
        }));
    }

    private static async Task TellAsync(TopUpScene scene, string setupId)
    {
        var gateway = scene.Panel.Get<TestGateway>();
        var (body, signature) = gateway.Write(new TestEvent("evt_" + setupId, TestEvent.CardSaved, setupId));
        var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
        await scene.Panel.Get<PaymentInbox>().StoreAsync(TestGateway.GatewayName, Assert.IsType<WebhookVerdict.Genuine>(await gateway.VerifyAsync(call, CancellationToken.None)), body);
    }
}
