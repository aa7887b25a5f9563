using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Payments;

/// <summary>One customer, the test gateway, the inbox and a worker, on a database of their own.</summary>
internal sealed class PaymentScene : IAsyncDisposable
{
    private readonly PaymentSignal signal = new();

    private PaymentScene(TestDatabase database)
    {
        Database = database;
        Gateway = new TestGateway(new TestGatewayOptions { Secret = "a secret of the tests" }, Bank, database.Time);
        Inbox = new PaymentInbox(database.Transactions, signal, database.Time);
    }

    public TestDatabase Database { get; }

    public TestBank Bank { get; } = new();

    public TestGateway Gateway { get; }

    public PaymentOptions Rules { get; } = new();

    public PaymentInbox Inbox { get; }

    public BillingOptions Options { get; } = new();

    public AccountId Account { get; private set; }

    public Actor Customer { get; private set; } = Actor.System;

    public static async Task<PaymentScene> CreateAsync(DatabaseProvider provider)
    {
        var scene = new PaymentScene(await TestDatabase.CreateAsync(provider));
        await scene.Database.Transactions.RunAsync(async (db, token) =>
        {
            var user = new User { UserName = "anna", Email = "anna@example.com" };
            db.Users.Add(user);
            await db.SaveChangesAsync(token);
            scene.Account = await new Registration(scene.Database.Clock).OpenAccountAsync(db, user, Actor.System, token);
            scene.Customer = Actor.Browser(user.Id);
        });
        return scene;
    }

    /// <summary>A worker as a freshly started program would have it.</summary>
    public PaymentWorker Worker() => new(Database.Transactions, Gateways(), Posting, Database.Clock, Database.Time, NullLogger<PaymentWorker>.Instance);

    /// <summary>The sweep that looks payments up, as a freshly started program would have it.</summary>
    public PaymentLookUps LookUps() => new(Database.Transactions, Gateways(), Posting, Rules, Database.Clock, Database.Time, NullLogger<PaymentLookUps>.Instance);

    public Deposits Deposits(IPaymentGateway? other = null) => new(Database.Transactions, Gateways(other), Options, Rules, Database.Clock, Database.Time);

    public PaymentGateways Gateways(IPaymentGateway? other = null) => new(
        Database.Transactions, [], [new BuiltInGateway("test", "Test payment", other ?? Gateway)], new GatewaySecrets(new EphemeralDataProtectionProvider()), Options, new PanelMode(true));

    public PaymentPosting Posting => new(Database.Clock, Database.Time, Rules, new PaymentMail(new PlainLetters(), Database.Time));

    /// <summary>Begins a payment as the page does and answers it as stored.</summary>
    public async Task<Payment> BeginAsync(decimal amount)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), Account, Money.FromDecimal(amount), "test");
        var begun = await Deposits().BeginAsync(Customer, request, PageOf);
        Assert.Null(begun.Refusal);
        return await PaymentAsync(p => p.RequestId == request.RequestId);
    }

    /// <summary>Where a payment's page is.</summary>
    public static Uri PageOf(PaymentId id) => new($"https://panel.example/panel/billing/payments/{id}");

    /// <summary>Delivers the events of an outcome as the webhook would after its check.</summary>
    public async Task DeliverAsync(Payment payment, TestOutcome outcome)
    {
        foreach (var e in TestGatewayPlayer.Script(payment, outcome)) await DeliverAsync(e);
    }

    public async Task<bool> DeliverAsync(TestEvent e)
    {
        var (body, signature) = Gateway.Write(e);
        var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
        var genuine = Assert.IsType<WebhookVerdict.Genuine>(await Gateway.VerifyAsync(call, CancellationToken.None));
        return await Inbox.StoreAsync("test", genuine, body);
    }

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

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
