using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Panel;
using Lobster.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.TopUps;

/// <summary>A customer with one machine at 0.0075 an hour, and the test gateway behind a line that can be cut.</summary>
internal sealed class TopUpScene : IAsyncDisposable
{
    private static readonly Uri Back = new("https://panel.example/panel/billing");

    private TopUpScene(TestPanel panel) => Panel = panel;

    public TestPanel Panel { get; }

    public AccountId Account => Panel.Stock.Account;

    public Actor Customer => Panel.Stock.Owner;

    public TestBank Bank => Panel.Get<TestBank>();

    public FlakyGateway Gateway => Panel.Get<FlakyGateway>();

    public SavedCardDesk Cards => Panel.Get<SavedCardDesk>();

    public TopUpDesk Desk => Panel.Get<TopUpDesk>();

    public static async Task<TopUpScene> CreateAsync(DatabaseProvider provider, Action<PaymentOptions>? configure = null)
    {
        var rules = new PaymentOptions();
        configure?.Invoke(rules);
        var panel = await TestPanel.CreateAsync(provider, more: all => all
            .AddSingleton(rules).AddSingleton(new PanelMode(true)).AddSingleton<IPaymentLetters, PlainLetters>().AddPaymentUseCases()
            .AddSingleton(new TestGatewayOptions { Secret = "a secret of the tests" }).AddSingleton<TestBank>().AddSingleton<TestGateway>().AddSingleton<FlakyGateway>()
            .AddSingleton(s => new BuiltInGateway(TestGateway.GatewayName, "Test payment", s.GetRequiredService<FlakyGateway>())));
        await panel.BillVmAsync("web-1");
        return new TopUpScene(panel);
    }

    /// <summary>A scene in which a card is saved and automatic top-up on: 25.00 below 72 hours.</summary>
    public static async Task<TopUpScene> OnAsync(DatabaseProvider provider, TestCard kind = TestCard.Works, string ceiling = "100", Action<PaymentOptions>? configure = null)
    {
        var scene = await CreateAsync(provider, configure);
        await scene.SaveCardAsync(kind);
        await scene.SwitchOnAsync(ceiling);
        return scene;
    }

    /// <summary>Begins to save a card as the page does; answers the row.</summary>
    public async Task<CardOnFile> BeginCardAsync(Guid? request = null)
    {
        var form = new SaveCardForm(request ?? Guid.CreateVersion7(), Account, TestGateway.GatewayName, Agrees: true);
        var begun = await Cards.BeginAsync(Customer, form, Back);
        Assert.Null(begun.Refusal);
        return await Panel.ReadAsync(db => db.CardsOnFile.SingleAsync(c => c.RequestId == form.RequestId));
    }

    /// <summary>Saves a card and comes back.</summary>
    public async Task<CardOnFile> SaveCardAsync(TestCard kind = TestCard.Works)
    {
        var card = await BeginCardAsync();
        Bank.Save(card.SetupId!, kind);
        Assert.True((await Cards.FinishAsync(Customer, Account)).Value);
        return await Panel.ReadAsync(db => db.CardsOnFile.SingleAsync(c => c.Id == card.Id));
    }

    public Task<Outcome<Uri>> BeginCardAsync(Actor actor, bool agrees = true) =>
        Cards.BeginAsync(actor, new SaveCardForm(Guid.CreateVersion7(), Account, TestGateway.GatewayName, agrees), Back);

    public async Task SwitchOnAsync(string ceiling = "100") => Assert.Null((await Desk.SwitchOnAsync(Customer, Form(ceiling: ceiling))).Refusal);

    public TopUpForm Form(string hours = "72", string amount = "25", string ceiling = "100") => new(Account, hours, amount, ceiling);

    /// <summary>Brings credit to 0.40, which lasts 53 hours, or to another amount.</summary>
    public async Task RunLowAsync(decimal to = 0.40m) => await Panel.GiveAsync(Account, Money.FromDecimal(to) - await CreditAsync());

    public Task SweepAsync() => Panel.Get<TopUpSweep>().RunAsync();

    /// <summary>Lets time pass, then sweeps.</summary>
    public Task SweepAfterAsync(TimeSpan pause)
    {
        Panel.Advance(pause);
        return SweepAsync();
    }

    public Task<Money> CreditAsync() => Panel.CreditAsync(Account);

    public Task<List<Payment>> PaymentsAsync() => Panel.ReadAsync(db => db.Payments.Where(p => p.IsAutomatic).OrderBy(p => p.Id).ToListAsync());

    public Task<TopUp> RuleAsync() => Panel.ReadAsync(db => db.TopUps.SingleAsync(t => t.AccountId == Account));

    public Task<CardOnFile> CardAsync(CardId id) => Panel.ReadAsync(db => db.CardsOnFile.SingleAsync(c => c.Id == id));

    /// <summary>Subjects of the customer's mails that begin so.</summary>
    public Task<List<string>> MailsAsync(string beginning) =>
        Panel.ReadAsync(db => db.OutgoingMails.Where(m => m.Subject.StartsWith(beginning)).OrderBy(m => m.Id).Select(m => m.Subject).ToListAsync());

    public Task ChangeAccountAsync(Action<Account> change) => Panel.WriteAsync(async db => change(await db.Accounts.SingleAsync(a => a.Id == Account)));

    public ValueTask DisposeAsync() => Panel.DisposeAsync();
}
