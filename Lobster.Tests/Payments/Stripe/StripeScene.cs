using System.Text.Json;
using System.Text.Json.Nodes;
using Lobster.Backends.Http;
using Lobster.Backends.Payments.Stripe;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>One customer and Stripe in memory, set up as an admin does, with the real inbox, worker and sweep.</summary>
internal sealed class StripeScene : IAsyncDisposable
{
    private readonly GatewaySecrets secrets = new(new EphemeralDataProtectionProvider());
    private readonly PaymentSignal signal = new();
    private readonly ServiceProvider services;

    private StripeScene(TestDatabase database)
    {
        Database = database;
        Stripe = new StripeFake(database.Time);
        services = Services(Stripe, database.Time, Log);
        Factory = services.GetRequiredService<IGatewayFactory>();
        Gateways = new PaymentGateways(database.Transactions, [Factory], [], secrets, Options, new PanelMode(true));
        Inbox = new PaymentInbox(database.Transactions, signal, database.Time);
    }

    public TestDatabase Database { get; }

    public StripeFake Stripe { get; }

    public LinesLog Log { get; } = new();

    public IGatewayFactory Factory { get; }

    public BillingOptions Options { get; } = new();

    public PaymentOptions Rules { get; } = new();

    public PaymentGateways Gateways { get; }

    public PaymentInbox Inbox { get; }

    public FakeTimeProvider Time => Database.Time;

    public AccountId Account { get; private set; }

    public Actor Customer { get; private set; } = Actor.System;

    public PayingCustomer Payer => new(Account, "anna@example.com", new Uri("https://panel.example/panel/billing/payments/1"));

    public static async Task<StripeScene> CreateAsync()
    {
        var scene = new StripeScene(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite));
        await scene.Database.Transactions.RunAsync(async (db, token) =>
        {
            var user = new User { UserName = "anna", Email = "anna@example.com" };
            db.Users.Add(user);
            db.Gateways.Add(new Gateway
            {
                Type = "stripe", Label = "Card", IsOffered = true,
                ProtectedSecrets = scene.secrets.Protect(new Dictionary<string, string> { ["secretKey"] = StripeFake.Key, ["webhookSecret"] = StripeFake.WebhookSecret, ["nextWebhookSecret"] = StripeFake.NextWebhookSecret }),
            });
            await db.SaveChangesAsync(token);
            scene.Account = await new Registration(scene.Database.Clock).OpenAccountAsync(db, user, Actor.System, token);
            scene.Customer = Actor.Browser(user.Id);
        });
        return scene;
    }

    /// <summary>What the panel registers for Stripe, with a fake in the place of the network.</summary>
    public static ServiceProvider Services(StripeFake fake, TimeProvider time, ILoggerFactory log) => new ServiceCollection()
        .AddSingleton(time).AddSingleton(log).AddStripe().AddSingleton(new ProviderNetwork(fake)).BuildServiceProvider();

    public async Task<StripeGateway> GatewayAsync() => Assert.IsType<StripeGateway>(await Gateways.FindAsync("stripe"));

    public PaymentPosting Posting => new(Database.Clock, Database.Time, Rules, new PaymentMail(new PlainLetters(), Database.Time), new NoSuspension());

    public Deposits Deposits => new(Database.Transactions, Gateways, new PaymentWriting(Options, Rules, Database.Clock, Database.Time), Options, Rules, Database.Clock);

    public PaymentLookUps LookUps => new(Database.Transactions, Gateways, Posting, Rules, Database.Clock, Database.Time, NullLogger<PaymentLookUps>.Instance);

    public async Task WorkAsync() =>
        await new PaymentWorker(Database.Transactions, Gateways, Posting, CardSavings.Of(Database, Gateways), Database.Clock, Database.Time, NullLogger<PaymentWorker>.Instance).RunAsync();

    /// <summary>Begins a payment as the page does; answers it and its session.</summary>
    public async Task<(Payment Payment, JsonObject Session)> BeginAsync(decimal amount = 25)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), Account, Money.FromDecimal(amount), "stripe");
        var begun = await Deposits.BeginAsync(Customer, request, PaymentScene.PageOf);
        Assert.Null(begun.Refusal);
        var payment = await PaymentAsync(p => p.RequestId == request.RequestId);
        return (payment, Stripe.Of(payment.GatewayId!));
    }

    /// <summary>Begins a payment and has it paid and credited.</summary>
    public async Task<(Payment Payment, JsonObject Intent)> PaidAsync(decimal amount = 25)
    {
        var (payment, session) = await BeginAsync(amount);
        var intent = Stripe.Pay(session);
        await TellAsync("checkout.session.completed", session);
        return (await AgainAsync(payment), intent);
    }

    /// <summary>Stores a payment.</summary>
    public async Task<Payment> WriteAsync(Payment payment)
    {
        await Database.Transactions.RunAsync(async (db, token) =>
        {
            db.Payments.Add(payment);
            await db.SaveChangesAsync(token);
        });
        return payment;
    }

    /// <summary>An automatic payment, as it is stored before it is asked for. An account has one of them at a time.</summary>
    public Task<Payment> WriteAutomaticAsync() => WriteFreshAsync(isAutomatic: true);

    /// <summary>A payment, as it is stored before it is asked for.</summary>
    public Task<Payment> WriteFreshAsync(bool isAutomatic = false) => WriteAsync(new Payment
    {
        Reference = $"{Payment.ReferencePrefix}{Guid.CreateVersion7():N}", AccountId = Account, Gateway = "stripe", RequestId = Guid.CreateVersion7(), Currency = "USD", GrossMinor = 2500,
        Credit = Money.FromUnits(25), CreatedAt = Database.Clock.Now, IsAutomatic = isAutomatic,
    });

    /// <summary>Stripe calls the webhook about a thing as it is now, and the worker runs.</summary>
    public async Task TellAsync(string type, JsonObject about, string? id = null)
    {
        var (body, signature) = Stripe.Event(type, about, id: id);
        await DeliverAsync(body, signature);
        await WorkAsync();
    }

    /// <summary>Delivers a call as the endpoint does; answers whether it was new.</summary>
    public async Task<bool> DeliverAsync(byte[] body, string signature)
    {
        var gateway = await GatewayAsync();
        var genuine = Assert.IsType<WebhookVerdict.Genuine>(await gateway.VerifyAsync(Call(body, signature), CancellationToken.None));
        Assert.Empty(genuine.Kept);
        return await Inbox.StoreAsync("stripe", genuine, body);
    }

    public static WebhookCall Call(byte[] body, string? signature) =>
        new(new Dictionary<string, string>(signature is null ? [] : [KeyValuePair.Create("Stripe-Signature", signature)], StringComparer.OrdinalIgnoreCase), body);

    /// <summary>Carries a report into the books.</summary>
    public Task ApplyAsync(Payment payment, PaymentReport report) =>
        Database.Transactions.RunAsync((db, token) => Posting.ApplyAsync(db, payment.Id, report, Actor.System, token));

    /// <summary>Asks Stripe about a payment as its page does.</summary>
    public async Task<Payment> LookAsync(Payment payment) => (await LookUps.LookAsync(Customer, payment.Id)).Value!;

    public async Task<Payment> PaymentAsync(System.Linq.Expressions.Expression<Func<Payment, bool>> which)
    {
        await using var db = Database.Open();
        return await db.Payments.AsNoTracking().SingleAsync(which);
    }

    public Task<Payment> AgainAsync(Payment payment) => PaymentAsync(p => p.Id == payment.Id);

    public async Task<Money> CreditAsync()
    {
        await using var db = Database.Open();
        return (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == Account)).Credit;
    }

    public async Task<List<GatewayEvent>> DeliveriesAsync()
    {
        await using var db = Database.Open();
        return await db.GatewayEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    /// <summary>Waits for a call whose pauses are the test clock's.</summary>
    public Task<T> DriveAsync<T>(Func<Task<T>> call) => Driven.WaitAsync(Time, call);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Stripe.Dispose();
        await Database.DisposeAsync();
    }
}
