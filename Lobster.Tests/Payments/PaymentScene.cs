using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
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
        Gateway = new TestGateway(new TestGatewayOptions { Secret = "a secret of the tests" }, database.Time);
        Inbox = new PaymentInbox(database.Transactions, signal, database.Time);
    }

    public TestDatabase Database { get; }

    public TestGateway Gateway { get; }

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
    public PaymentWorker Worker() => new(
        Database.Transactions, [Gateway], new PaymentPosting(Database.Clock, Database.Time, new PlainLetters()), Database.Clock, Database.Time,
        NullLogger<PaymentWorker>.Instance);

    public Deposits Deposits(params IPaymentGateway[] others) =>
        new(Database.Transactions, others.Length == 0 ? [Gateway] : others, Options, Database.Clock);

    /// <summary>Begins a payment as the page does and answers it as stored.</summary>
    public async Task<Payment> BeginAsync(decimal amount)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), Account, Money.FromDecimal(amount), "test");
        var begun = await Deposits().BeginAsync(Customer, request, new Uri("https://panel.example/billing"));
        Assert.Null(begun.Refusal);
        return await PaymentAsync(p => p.RequestId == request.RequestId);
    }

    /// <summary>Delivers the events of an outcome as the webhook would after its check.</summary>
    public async Task DeliverAsync(Payment payment, TestOutcome outcome)
    {
        foreach (var e in TestGatewayPlayer.Script(payment, outcome)) await DeliverAsync(e);
    }

    public Task<bool> DeliverAsync(TestEvent e)
    {
        var (body, signature) = Gateway.Write(e);
        var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
        var genuine = Assert.IsType<WebhookVerdict.Genuine>(Gateway.Verify(call));
        return Inbox.StoreAsync("test", genuine, body);
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

    private sealed class PlainLetters : IPaymentLetters
    {
        public Task<Letter> ReceivedAsync(string userName, Payment payment) =>
            Task.FromResult(new Letter($"Payment of {MinorUnits.Text(payment.GrossMinor, payment.Currency)} received", "<p></p>", userName));
    }
}
