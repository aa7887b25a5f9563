using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Standing;
using Lobster.Core.Sweeps;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Panel;

/// <summary>A whole panel without its pages: real use cases, a real database, the sandbox, and clocks that move only when told to.</summary>
internal sealed class TestPanel : IAsyncDisposable
{
    private readonly TestFolder folder = TestFolder.Create("panel");
    private readonly ServiceProvider services;
    private readonly Action<IServiceCollection>? more;

    private TestPanel(TestDatabase database, BillingOptions options, Action<IServiceCollection>? more)
    {
        Database = database;
        Options = options;
        this.more = more;
        services = Compose().BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    /// <summary>Kills the use cases' work at a commit.</summary>
    public Crash Crash => Database.Crash;

    public BillingOptions Options { get; }

    public TransferOptions Transfer { get; } = new();

    public StandingOptions Standing { get; } = new();

    public PanelStock Stock { get; private set; } = null!;

    public FakeTimeProvider Time => Database.Time;

    /// <summary>Where the simulated clouds keep what they have.</summary>
    public string CloudFolder => folder.Path;

    public Instant Now => Database.Clock.Now;

    public SandboxFaults Faults => Get<SandboxFaults>();

    public static async Task<TestPanel> CreateAsync(DatabaseProvider provider, Action<BillingOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var options = new BillingOptions { VmLimit = 1000 };
        configure?.Invoke(options);
        var panel = new TestPanel(await TestDatabase.CreateAsync(provider), options, more);
        panel.Stock = await PanelStock.FillAsync(panel);
        return panel;
    }

    /// <summary>Another panel process on the same database and the same cloud.</summary>
    public ServiceProvider SecondNode() => Compose().BuildServiceProvider();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<SweepResult> ChargeAsync() => Get<ChargeSweep>().RunAsync();

    /// <summary>A gate of another node that lets its sweeps in whoever has the lease.</summary>
    public SweepGate OpenGate() => new(Database.Transactions, Database.Clock, Time, Get<Heartbeat>(), new SweepLease(TimeSpan.Zero), NodeName.Create());

    /// <summary>Charges image storage.</summary>
    public Task<SweepResult> StoreAsync() => Get<StorageSweep>().RunAsync();

    /// <summary>Reads the transfer counters, then bills the pools.</summary>
    public async Task<SweepResult> MeterAsync()
    {
        await Get<TransferSweep>().RunAsync();
        return await Get<TransferBilling>().RunAsync();
    }

    public void Advance(TimeSpan by) => Time.Advance(by);

    public void AdvanceTo(Instant moment) => Time.Advance(moment - Now);

    /// <summary>Carries operations out, letting time pass to whatever is due next, until none is open.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 600; i++)
        {
            while (await Get<IOperationRunner>().RunNextAsync(CancellationToken.None)) { }
            var open = await ReadAsync(db => db.Operations
                .Where(o => o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting)
                .Select(o => new { o.DueAt, Lease = o.State == OperationState.Running ? o.LeaseUntil : null }).ToListAsync());
            if (open.Count == 0) return;
            var next = open.Min(o => o.Lease > o.DueAt ? o.Lease.Value : o.DueAt);
            var wait = next - Instant.From(Time.GetUtcNow());
            Advance(wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
        }

        var left = await ReadAsync(db => db.Operations.Where(o => o.FinishedAt == null).Select(o => $"{o.Kind} {o.State}: {o.Error}").ToListAsync());
        Assert.Fail($"Operations do not come to an end: {string.Join("; ", left)}");
    }

    public Task<T> ReadAsync<T>(Func<LobsterDbContext, Task<T>> read) => Database.Transactions.ReadAsync((db, _) => read(db));

    public Task WriteAsync(Func<LobsterDbContext, Task> write) => Database.Transactions.RunAsync((db, _) => write(db));

    public async Task<Money> CreditAsync(AccountId account) => (await ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == account))).Credit;

    public Task<bool> GiveAsync(AccountId account, Money amount, string? key = null) => Database.Transactions.RunAsync((db, token) => db.PostAsync(new LedgerEntry
    {
        AccountId = account, Kind = EntryKind.Adjustment, Key = key ?? $"test/{Guid.NewGuid():N}", Amount = amount, Actor = Actor.System,
        CreatedAt = Now, UpdatedAt = Now,
    }, token));

    public CreateVmForm Form(string name = "web-1") => new(Guid.CreateVersion7(), Stock.Account, Stock.Region, Stock.Small, Stock.Image, name);

    /// <summary>Creates a machine and lets it come up.</summary>
    public async Task<VmId> CreateVmAsync(string name = "web-1")
    {
        var created = await Get<VmCreation>().CreateAsync(Stock.Owner, Form(name));
        Assert.False(created.IsRefused, created.Refusal?.English);
        await SettleAsync();
        return created.Value;
    }

    /// <summary>A machine whose billing starts at this very moment, without the backend's part of it.</summary>
    public async Task<VmId> BillVmAsync(string name)
    {
        var id = (await Get<VmCreation>().CreateAsync(Stock.Owner, Form(name))).Value;
        await WriteAsync(async db =>
        {
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == id);
            (vm.Lifecycle, vm.BackendId) = (VmLifecycle.Active, "i-" + id);
            await db.Operations.Where(o => o.VmId == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OperationState.Succeeded).SetProperty(o => o.FinishedAt, Now));
            var price = await db.PriceVersions.FirstAsync(p => p.PlanId == Stock.Small && p.Number == 1);
            await Get<VmCharging>().BeginAsync(db, vm, price, Now, CancellationToken.None);
        });
        return id;
    }

    /// <summary>How many machines the region's backend really has.</summary>
    public async Task<int> MachinesInTheCloudAsync()
    {
        var region = await ReadAsync(db => db.Regions.SingleAsync(r => r.Id == Stock.Region));
        return await Get<Core.Regions.RegionBackends>().Of(region).ListAsync(CancellationToken.None).CountAsync();
    }

    /// <summary>Moves a machine to another rate now, as a completed resize does.</summary>
    public Task ChangeRateAsync(VmId id, Money hourly, int factor = 1000) => WriteAsync(async db =>
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == id);
        var number = await db.PriceVersions.CountAsync();
        var price = new Core.Plans.PriceVersion { Subject = Core.Plans.PriceSubject.Plan, PlanId = vm.PlanId, From = new Instant(number), Sale = hourly, Number = number, CreatedAt = Now };
        db.PriceVersions.Add(price);
        await db.SaveChangesAsync();
        await VmCharging.AddRateAsync(db, vm, price, factor, Now, null, CancellationToken.None);
    });

    /// <summary>Another customer, with 100.00 of credit.</summary>
    public async Task<(AccountId Account, Actor Owner)> AddCustomerAsync(string name)
    {
        (AccountId Account, Actor Owner) added = default;
        await WriteAsync(async db => added = await PanelStock.AddCustomerAsync(this, db, name));
        await GiveAsync(added.Account, Money.FromUnits(100));
        return added;
    }

    public Task<VirtualMachine> VmAsync(VmId id) => ReadAsync(db => db.VirtualMachines.SingleAsync(v => v.Id == id));

    public async Task AssertBooksInOrderAsync() => Assert.Empty(await Get<Verifier>().RunAsync());

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        folder.Dispose();
    }

    private ServiceCollection Compose()
    {
        var all = Database.Compose();
        // Pauses between tries of a transaction are real; all else follows the test's clock.
        all.AddSingleton(s => new Transactions(
            s.GetRequiredService<IDbContextFactory<LobsterDbContext>>(), s.GetRequiredService<Core.Events.ILiveFeed>(), s.GetRequiredService<NodeName>(), TimeProvider.System, NullLogger<Transactions>.Instance));
        all.AddSingleton<TimeProvider>(Time);
        all.AddSingleton(Options).AddSingleton(new OperationOptions { LookUpSeconds = 20 });
        all.AddSingleton(new StorageOptions()).AddSingleton(new Core.Images.FetchOptions()).AddSingleton(Transfer).AddSingleton<ITransferLetters, PlainTransferLetters>();
        all.AddSingleton<Core.Plans.IPriceLetters, PlainPriceLetters>().AddSingleton<Core.Billing.Corrections.ICorrectionLetters, PlainPriceLetters>();
        all.AddSingleton(new Core.Consoles.ConsoleOptions());
        all.AddSingleton(Standing).AddSingleton<IStandingLetters, PlainStandingLetters>().AddSingleton<IBooksLetters, PlainBooksLetters>();
        all.AddSingleton(new PanelFacts(Guid.Parse("0198c5a0-0000-7000-8000-000000000001"), Options.Currency, Options.IntervalMinutes));
        all.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        all.AddLobsterCore();
        // Nobody has a sweep to itself here: that nothing is done twice must rest on the database alone.
        all.AddSingleton(new SweepLease(TimeSpan.Zero));
        all.AddSandbox();
        all.Configure<SandboxHostOptions>(o => o.DataDirectory = folder.Path);
        more?.Invoke(all);
        return all;
    }
}
