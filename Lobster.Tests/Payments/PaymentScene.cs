using System.Text.Json;
using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
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

    /// <summary>Staff with an eye on money.</summary>
    public Actor Staff { get; private set; } = Actor.System;

    /// <summary>Another one of them.</summary>
    public Actor Colleague { get; private set; } = Actor.System;

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
            scene.Staff = await StaffAsync(db, "fiona");
            scene.Colleague = await StaffAsync(db, "george");
        });
        return scene;
    }

    /// <summary>A worker as a freshly started program would have it.</summary>
    public PaymentWorker Worker() => new(Database.Transactions, Gateways(), Posting, Saving(Gateways()), Database.Clock, Database.Time, NullLogger<PaymentWorker>.Instance);

    /// <summary>The sweep that looks payments up, as a freshly started program would have it.</summary>
    public PaymentLookUps LookUps(PaymentGateways? gateways = null) => new(Database.Transactions, gateways ?? Gateways(), Posting, Rules, Database.Clock, Database.Time, NullLogger<PaymentLookUps>.Instance);

    public RefundSender RefundSender(IPaymentGateway? other = null) => new(Database.Transactions, Gateways(other), Posting, Database.Clock, Database.Time, NullLogger<RefundSender>.Instance);

    public RefundDesk RefundDesk(IPaymentGateway? other = null) =>
        new(Database.Transactions, Gateways(other), Posting, RefundSender(other), Database.Clock, Database.Time);

    public ReviewDesk ReviewDesk() => new(Database.Transactions, Posting, Rules, Database.Clock);

    public Deposits Deposits(PaymentGateways? gateways = null) => new(Database.Transactions, gateways ?? Gateways(), new PaymentWriting(Options, Rules, Database.Clock, Database.Time), Options, Rules, Database.Clock);

    public GatewaySecrets Secrets { get; } = new(new EphemeralDataProtectionProvider());

    /// <summary>The test gateway, or another in its place.</summary>
    public PaymentGateways Gateways(IPaymentGateway? other = null) =>
        new(Database.Transactions, [], [new BuiltInGateway("test", "Test payment", other ?? Gateway)], Secrets, Options, new PanelMode(true));

    /// <summary>The test gateway and what a factory makes of its row.</summary>
    public PaymentGateways Gateways(IGatewayFactory factory) =>
        new(Database.Transactions, [factory], [new BuiltInGateway("test", "Test payment", Gateway)], Secrets, Options, new PanelMode(true));

    /// <summary>Sets a gateway up and offers it.</summary>
    public async Task SetUpAsync(IGatewayFactory factory, IReadOnlyDictionary<string, string> options, IReadOnlyDictionary<string, string>? secrets = null)
    {
        await using var db = Database.Open();
        if (await db.Gateways.AnyAsync(g => g.Type == factory.Type)) return;
        db.Gateways.Add(new Gateway
        {
            Type = factory.Type, Label = factory.CustomerLabel, IsOffered = true, Options = JsonSerializer.Serialize(options), ProtectedSecrets = Secrets.Protect(secrets ?? new Dictionary<string, string>()),
        });
        await db.SaveChangesAsync();
    }

    /// <summary>An admin.</summary>
    public async Task<Actor> AdminAsync()
    {
        await using var db = Database.Open();
        return await StaffAsync(db, "adam", UserRoles.Admin);
    }

    /// <summary>Staff who help customers and see no papers about money.</summary>
    public async Task<Actor> SupportAsync()
    {
        await using var db = Database.Open();
        return await StaffAsync(db, "sven", UserRoles.Support);
    }

    public PaymentPosting Posting => new(Database.Clock, Database.Time, Rules, Mail, new NoSuspension());

    public PaymentMail Mail => new(new PlainLetters(), Database.Time);

    /// <summary>What keeps saved cards.</summary>
    public CardSaving Saving(PaymentGateways gateways) => CardSavings.Of(Database, gateways);

    /// <summary>Begins a payment as the page does and answers it as stored.</summary>
    public async Task<Payment> BeginAsync(decimal amount)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), Account, Money.FromDecimal(amount), "test");
        var begun = await Deposits().BeginAsync(Customer, request, PageOf);
        Assert.Null(begun.Refusal);
        return await PaymentAsync(p => p.RequestId == request.RequestId);
    }

    /// <summary>Begins a payment and has it paid.</summary>
    public async Task<Payment> PaidAsync(decimal amount)
    {
        var payment = await BeginAsync(amount);
        Happened(payment, TestOutcome.Paid);
        await DeliverAsync(Bank.Of(payment.Reference)[0]);
        await Worker().RunAsync();
        return await AgainAsync(payment);
    }

    /// <summary>Lets something happen at the provider of which nothing is told yet.</summary>
    public IReadOnlyList<TestEvent> Happened(Payment payment, TestOutcome outcome)
    {
        var script = TestGatewayPlayer.Script(payment, outcome);
        foreach (var e in script) Bank.Note(e);
        return script;
    }

    /// <summary>Takes credit away.</summary>
    public Task SpendAsync(decimal amount) => Database.Transactions.RunAsync(async (db, token) =>
    {
        await db.TakeAccountAsync(Account, token);
        await db.PostAsync(new LedgerEntry
        {
            AccountId = Account, Kind = EntryKind.Adjustment, Key = $"adjustment/{Guid.CreateVersion7():N}", Amount = -Money.FromDecimal(amount), Actor = Actor.System,
            CreatedAt = Database.Clock.Now, UpdatedAt = Database.Clock.Now,
        }, token);
    });

    /// <summary>What verify complains of in payments and balances.</summary>
    public async Task<IReadOnlyList<Violation>> ViolationsAsync() => await new Verifier(Database.Factory).RunAsync();

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

    private static async Task<Actor> StaffAsync(LobsterDbContext db, string name, string roleName = UserRoles.Finance)
    {
        var role = await db.Roles.SingleOrDefaultAsync(r => r.Name == roleName);
        if (role is null) db.Roles.Add(role = new IdentityRole<long>(roleName) { NormalizedName = roleName.ToUpperInvariant() });
        var user = new User { UserName = name };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        db.UserRoles.Add(new IdentityUserRole<long> { UserId = user.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
        return Actor.Browser(user.Id);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
