using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Payments.Crypto;

/// <summary>One customer and one gateway as its factory makes it, over a provider in memory, with the real endpoint, inbox, worker and sweep.</summary>
internal sealed class CryptoScene : IAsyncDisposable
{
    private readonly PaymentSignal signal = new();
    private readonly ServiceProvider services;

    private CryptoScene(TestDatabase database, FakeApi api, Func<IServiceCollection, IServiceCollection> add, IReadOnlyDictionary<string, string> form)
    {
        (Database, Api) = (database, api);
        services = add(new ServiceCollection().AddSingleton<TimeProvider>(database.Time).AddSingleton<ILoggerFactory>(Log).AddSingleton(new ProviderNetwork(api))).BuildServiceProvider();
        Gateway = Factory.Create(Settings(Factory, form));
        Inbox = new PaymentInbox(database.Transactions, signal, database.Time);
    }

    public TestDatabase Database { get; }

    public FakeApi Api { get; }

    public LinesLog Log { get; } = new();

    public IGatewayFactory Factory => services.GetRequiredService<IGatewayFactory>();

    public IPaymentGateway Gateway { get; }

    public PaymentOptions Rules { get; } = new();

    public PaymentInbox Inbox { get; }

    public BillingOptions Options { get; } = new();

    public AccountId Account { get; private set; }

    public Actor Customer { get; private set; } = Actor.System;

    public PaymentPosting Posting => new(Database.Clock, Database.Time, Rules, new PaymentMail(new PlainLetters(), Database.Time), new NoSuspension());

    public static async Task<CryptoScene> CreateAsync(FakeApi api, Func<IServiceCollection, IServiceCollection> add, IReadOnlyDictionary<string, string> form)
    {
        var scene = new CryptoScene(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite), api, add, form);
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

    /// <summary>Settings of a form whose values are those of an admin, in one piece.</summary>
    public static GatewaySettings Settings(IGatewayFactory factory, IReadOnlyDictionary<string, string> form, bool isProduction = false)
    {
        bool IsSecret(string key) => factory.OptionFields.Single(f => f.Key == key).Kind.IsSecret();
        return new("USD", isProduction, form.Where(v => !IsSecret(v.Key)).ToDictionary(), form.Where(v => IsSecret(v.Key)).ToDictionary());
    }

    public Task<int> WorkAsync() => SettledAsync(new PaymentWorker(Database.Transactions, Gateways(), Posting, CardSavings.Of(Database, Gateways()), Database.Clock, Database.Time, NullLogger<PaymentWorker>.Instance).RunAsync());

    /// <summary>Looks a payment up as its owner does who has come back.</summary>
    public async Task<Payment> LookAsync(Payment payment)
    {
        var lookUps = new PaymentLookUps(Database.Transactions, Gateways(), Posting, Rules, Database.Clock, Database.Time, NullLogger<PaymentLookUps>.Instance);
        return (await SettledAsync(lookUps.LookAsync(Customer, payment.Id))).Value!;
    }

    public DepositRequest Request(decimal amount) => new(Guid.CreateVersion7(), Account, Money.FromDecimal(amount), Factory.Type);

    public Task<Outcome<Uri>> BeginAsync(DepositRequest request) =>
        SettledAsync(new Deposits(Database.Transactions, Gateways(), new PaymentWriting(Options, Rules, Database.Clock, Database.Time), Options, Rules, Database.Clock).BeginAsync(Customer, request, PaymentScene.PageOf));

    /// <summary>Begins a payment as the page does and answers it as stored.</summary>
    public async Task<Payment> BeginAsync(decimal amount)
    {
        var request = Request(amount);
        Assert.Null((await BeginAsync(request)).Refusal);
        return await PaymentAsync(p => p.RequestId == request.RequestId);
    }

    /// <summary>Stores a payment that began before.</summary>
    public async Task<Payment> WriteAsync(string reference, string? gatewayId, long minor = 2500, string currency = "USD")
    {
        var payment = new Payment
        {
            Reference = reference, AccountId = Account, Gateway = Factory.Type, RequestId = Guid.CreateVersion7(), State = PaymentState.Pending, Currency = currency, GrossMinor = minor,
            Credit = MinorUnits.ToMoney(minor, currency), CreatedAt = Database.Clock.Now, GatewayId = gatewayId,
        };
        await using var db = Database.Open();
        db.Payments.Add(payment);
        await db.SaveChangesAsync();
        return payment;
    }

    /// <summary>Sends a call to the panel's own endpoint; the status that it answers.</summary>
    public Task<int> CallAsync(IReadOnlyDictionary<string, string> headers, byte[] body) => WebhookDoor.KnockAsync(Factory.Type, Gateways(), Inbox, headers, body);

    /// <summary>Asks for a refund, as often as told, and carries what the provider says of it into the books.</summary>
    public async Task<ReportedRefund> RefundAsync(Payment payment, Refund refund)
    {
        var reported = await SettledAsync(((IRefunds)Gateway).RefundAsync(payment, refund, CancellationToken.None));
        await Database.Transactions.RunAsync((db, token) => Posting.ApplyAsync(db, payment.Id, new PaymentReport { Refunds = [reported] }, Actor.System, token));
        return reported;
    }

    /// <summary>Stores a refund that is asked for.</summary>
    public async Task<Refund> WriteRefundAsync(Payment payment, long minor)
    {
        var refund = new Refund
        {
            PaymentId = payment.Id, Gateway = payment.Gateway, RequestId = Guid.CreateVersion7(), AmountMinor = minor, Actor = Actor.System, CreatedAt = Database.Clock.Now, Reason = "Asked for.",
        };
        await using var db = Database.Open();
        db.Refunds.Add(refund);
        await db.SaveChangesAsync();
        return refund;
    }

    /// <summary>Waits for what may wait for the clock.</summary>
    public async Task<T> SettledAsync<T>(Task<T> task)
    {
        var end = TimeProvider.System.GetUtcNow() + TestRun.Patience;
        while (!task.IsCompleted && TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            if (HoldsTheClock || task.IsCompleted) continue;
            Database.Time.Advance(TimeSpan.FromSeconds(1));
        }
        return await task.WaitAsync(TestRun.Patience, TimeProvider.System);
    }

    /// <summary>Whether the clock stands still while something is waited for.</summary>
    public bool HoldsTheClock { get; set; } = true;

    public async Task<Payment> PaymentAsync(System.Linq.Expressions.Expression<Func<Payment, bool>> which)
    {
        await using var db = Database.Open();
        return await db.Payments.AsNoTracking().SingleAsync(which);
    }

    public Task<Payment> AgainAsync(Payment payment) => PaymentAsync(p => p.Id == payment.Id);

    public async Task<decimal> CreditAsync()
    {
        await using var db = Database.Open();
        return (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == Account)).Credit.ToDecimal();
    }

    public async Task<List<GatewayEvent>> DeliveriesAsync()
    {
        await using var db = Database.Open();
        return await db.GatewayEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private PaymentGateways Gateways() => new(
        Database.Transactions, [], [new BuiltInGateway(Factory.Type, Factory.CustomerLabel, Gateway)], new GatewaySecrets(new EphemeralDataProtectionProvider()), Options, new PanelMode(true));
}
