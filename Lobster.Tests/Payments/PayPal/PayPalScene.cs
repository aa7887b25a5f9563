using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Backends.Payments.PayPal;
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

namespace Lobster.Tests.Payments.PayPal;

/// <summary>A customer and a PayPal gateway that an admin has set up, over PayPal in memory: inbox, worker, look-ups and ledger as in the program.</summary>
internal sealed class PayPalScene : IAsyncDisposable
{
    private static readonly string[] SecretKeys = ["clientSecret"];
    private readonly GatewaySecrets secrets = new(new EphemeralDataProtectionProvider());
    private readonly PaymentSignal signal = new();
    private readonly ServiceProvider services;

    private PayPalScene(TestDatabase database, IReadOnlyList<string>? roots)
    {
        Database = database;
        var all = new ServiceCollection().AddSingleton<TimeProvider>(database.Time).AddSingleton<ILoggerFactory>(Log).AddSingleton(new ProviderNetwork(PayPal));
        if (roots is not null) all.AddSingleton(new PayPalRoots(Read(roots)));
        services = all.AddPayPal().BuildServiceProvider();
        Gateways = new PaymentGateways(database.Transactions, services.GetServices<IGatewayFactory>(), [], secrets, Options, new PanelMode(true));
        Inbox = new PaymentInbox(database.Transactions, signal, database.Time);
    }

    public TestDatabase Database { get; }

    public PayPalFake PayPal { get; } = new();

    public LinesLog Log { get; } = new();

    public BillingOptions Options { get; } = new();

    public PaymentOptions Rules { get; } = new();

    public PaymentGateways Gateways { get; }

    public PaymentInbox Inbox { get; }

    public AccountId Account { get; private set; }

    public Actor Customer { get; private set; } = Actor.System;

    /// <summary>The form of a sandbox, as an admin fills it in.</summary>
    public static Dictionary<string, string> Form => new()
    {
        ["environment"] = "sandbox", ["clientId"] = PayPalFake.ClientId, ["clientSecret"] = PayPalFake.Secret, ["merchantId"] = PayPalFake.Merchant, ["webhookId"] = PayPalFake.WebhookId,
    };

    /// <summary>A scene.</summary>
    /// <param name="more">What of the form is otherwise.</param>
    /// <param name="roots">Files of the authorities that are believed; null: the system's.</param>
    public static async Task<PayPalScene> CreateAsync(Dictionary<string, string>? more = null, IReadOnlyList<string>? roots = null)
    {
        var scene = new PayPalScene(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite), roots);
        var form = Form.Concat(more ?? []).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        await scene.Database.Transactions.RunAsync(async (db, token) =>
        {
            var user = new User { UserName = "anna", Email = "anna@example.com" };
            db.Users.Add(user);
            await db.SaveChangesAsync(token);
            scene.Account = await new Registration(scene.Database.Clock).OpenAccountAsync(db, user, Actor.System, token);
            scene.Customer = Actor.Browser(user.Id);
            db.Gateways.Add(new Gateway
            {
                Type = "paypal", Label = "PayPal", IsOffered = true, Options = JsonSerializer.Serialize(form.Where(f => !SecretKeys.Contains(f.Key)).ToDictionary()),
                ProtectedSecrets = scene.secrets.Protect(form.Where(f => SecretKeys.Contains(f.Key)).ToDictionary()),
            });
        });
        return scene;
    }

    public async Task<IPaymentGateway> GatewayAsync() => (await Gateways.FindAsync("paypal"))!;

    public PaymentPosting Posting => new(Database.Clock, Database.Time, Rules, new PaymentMail(new PlainLetters(), Database.Time), new NoSuspension());

    public PaymentWorker Worker() => new(Database.Transactions, Gateways, Posting, CardSavings.Of(Database, Gateways), Database.Clock, Database.Time, NullLogger<PaymentWorker>.Instance);

    public PaymentLookUps LookUps() => new(Database.Transactions, Gateways, Posting, Rules, Database.Clock, Database.Time, NullLogger<PaymentLookUps>.Instance);

    public Deposits Deposits() => new(Database.Transactions, Gateways, new PaymentWriting(Options, Rules, Database.Clock, Database.Time), Options, Rules, Database.Clock);

    /// <summary>Begins a payment as the page does.</summary>
    public async Task<(Payment Payment, Outcome<Uri> Begun)> BeginAsync(decimal amount, Guid? request = null)
    {
        var asked = new DepositRequest(request ?? Guid.CreateVersion7(), Account, Money.FromDecimal(amount), "paypal");
        var begun = await Deposits().BeginAsync(Customer, asked, PaymentScene.PageOf);
        return (await PaymentAsync(p => p.RequestId == asked.RequestId), begun);
    }

    /// <summary>A payment that was approved and credited.</summary>
    public async Task<Payment> PaidAsync(decimal amount = 25)
    {
        var (payment, _) = await BeginAsync(amount);
        PayPal.Approve(payment.GatewayId!);
        return await LookAsync(payment);
    }

    /// <summary>A payment as it is in the records, for an order that PayPal knows already.</summary>
    public async Task<Payment> WriteAsync(string reference, long minor, string currency, string order)
    {
        var payment = new Payment
        {
            Reference = reference, AccountId = Account, Gateway = "paypal", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending, Currency = currency, GrossMinor = minor,
            Credit = MinorUnits.ToMoney(minor, currency), GatewayId = order, CreatedAt = Database.Clock.Now,
        };
        await Database.Transactions.RunAsync((db, _) =>
        {
            db.Payments.Add(payment);
            return Task.CompletedTask;
        });
        return payment;
    }

    /// <summary>The customer comes back: the payment is looked up.</summary>
    public async Task<Payment> LookAsync(Payment payment)
    {
        var looked = await LookUps().LookAsync(Customer, payment.Id);
        Assert.Null(looked.Refusal);
        return looked.Value!;
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

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        PayPal.Dispose();
        await Database.DisposeAsync();
    }

    private static X509Certificate2Collection Read(IReadOnlyList<string> files)
    {
        var all = new X509Certificate2Collection();
        foreach (var file in files) all.ImportFromPemFile(file);
        return all;
    }
}
