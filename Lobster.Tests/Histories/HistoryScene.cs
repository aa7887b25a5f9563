using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Billing.Storage;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Lobster.Tests.Histories.ReferenceModel;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Tests.Histories;

/// <summary>A panel with two accounts and two regions of a hollow cloud, whose machines and images exist in the books alone, beside the model that is told the same.</summary>
internal sealed partial class HistoryScene : IAsyncDisposable
{
    private readonly List<AccountId> accounts = [];
    private readonly List<Region> regions = [];
    private readonly List<Machine> machines = [];
    private readonly List<Stored> images = [];
    private readonly Random random;

    private HistoryScene(TestPanel panel, Random random) => (Panel, this.random) = (panel, random);

    public TestPanel Panel { get; }

    public ReferenceModel Model { get; } = new();

    public static async Task<HistoryScene> CreateAsync(DatabaseProvider provider, int seed)
    {
        var panel = await TestPanel.CreateAsync(provider, o => (o.HeartbeatDays, o.CatchUpDays) = (20, 365), s => s.AddSingleton<IBackendFactory>(new HollowCloud()));
        (panel.Standing.NoticesBeforeTermination, panel.Standing.SuspendedDays, panel.Standing.DebtHours) = (3, 5, 72); // so that histories live to see it
        var scene = new HistoryScene(panel, new Random(seed));
        scene.accounts.AddRange(panel.Stock.Account, (await panel.AddCustomerAsync("bob")).Account);
        scene.suspendedFactor = scene.random.Next(3) * 500;
        await panel.WriteAsync(async db =>
        {
            db.Regions.Add(new Region { Name = "Oslo", BackendType = HollowCloud.Name, IsEnabled = true });
            await db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.BackendType, HollowCloud.Name));
            await db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.SuspendedFactor, scene.suspendedFactor));
        });
        scene.regions.AddRange(await panel.ReadAsync(db => db.Regions.OrderBy(r => r.Id).ToListAsync()));
        scene.current = new Priced(await panel.ReadAsync(db => db.PriceVersions.Where(p => p.PlanId == panel.Stock.Small).Select(p => p.From).SingleAsync()), PanelStock.SmallPrice);
        for (var i = 0; i < 2; i++)
        {
            scene.watches.Add(new StandingWatch(panel.Standing.Policy));
            scene.Model.Pay(i, Money.FromUnits(100));
            await scene.GiveAsync(i, new Money(-scene.random.NextInt64(0, 99_000_000_000)));
        }

        scene.Pass(TimeSpan.FromMilliseconds(1));
        return scene;
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time)
    {
        Panel.Advance(time);
        Model.Pass(Panel.Now);
    }

    public async Task CreateMachineAsync()
    {
        var (account, region) = (random.Next(2), random.Next(2));
        if (!watches[account].IsFree || machines.Count(m => m.IsAlive) == 8) return;
        var (id, start) = (default(VmId), Panel.Now);
        await Panel.WriteAsync(async db =>
        {
            var vm = new VirtualMachine
            {
                AccountId = accounts[account], RegionId = regions[region].Id, PlanId = Panel.Stock.Small, Name = $"vm-{machines.Count}", RequestId = Guid.CreateVersion7(),
                CreateToken = Guid.CreateVersion7(), BackendId = $"i-{machines.Count}", Lifecycle = VmLifecycle.Active, PowerState = "running", CreatedAt = start, ReadyAt = start,
            };
            await db.TakeAccountAsync(vm.AccountId, CancellationToken.None);
            db.VirtualMachines.Add(vm);
            await db.SaveChangesAsync();
            var price = await db.PlanPriceAsync(vm.PlanId, vm.RegionId, start, CancellationToken.None);
            await Panel.Get<VmCharging>().BeginAsync(db, vm, price!, start, CancellationToken.None);
            id = vm.Id;
        });
        var model = Model.BeginMachine(account, region, start, current.Sale, 1000);
        Model.Hold(model, start.FloorToSecond(), current, 1000);
        machines.Add(new Machine(id, account, region, model) { ReadAt = start.FloorToSecond() });
    }

    /// <summary>Gives a machine a price that is new now, and a share of it, as a completed resize does; the price is what new machines pay too.</summary>
    public async Task ChangeRateAsync()
    {
        if (PickMachine(m => watches[m.Account].IsFree) is not { } machine) return;
        var (now, rate, factor) = (Panel.Now, new Money(random.NextInt64(0, 100_000_000)), random.Next(3) switch { 0 => 0, 1 => random.Next(1, 1000), _ => 1000 });
        await Panel.WriteAsync(async db =>
        {
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == machine.Id);
            await db.TakeAccountAsync(vm.AccountId, CancellationToken.None);
            await VmCharging.AddRateAsync(db, vm, await AddPriceAsync(db, rate), factor, now, null, CancellationToken.None);
        });
        current = new Priced(now, rate);
        Model.Hold(machine.Model, now, current, factor);
    }

    /// <summary>A new price of the plan, to which machines that run move now or at a later moment.</summary>
    public async Task MovePriceAsync()
    {
        var (now, sale) = (Panel.Now, new Money(random.NextInt64(0, 100_000_000)));
        var at = random.Next(3) == 0 ? now : now + TimeSpan.FromMicroseconds(random.NextInt64(1, 5L * 86_400_000_000));
        await Panel.WriteAsync(async db => db.PriceMoves.Add(new PriceMove { PriceVersionId = (await AddPriceAsync(db, sale)).Id, At = at, PlannedAt = now }));
        current = new Priced(now, sale);
        lastMove = lastMove > at ? lastMove : at;
        Model.Move(at, current);
        Model.Pass(now);
    }

    public async Task DeleteMachineAsync()
    {
        if (PickMachine(_ => true) is not { } machine) return;
        await Panel.Get<VmDeletion>().DeleteAsync(Actor.System, machine.Id);
        Model.End(machine.Model, Panel.Now);
        machine.IsAlive = false;
    }

    public async Task PayAsync()
    {
        var stopped = watches.FindIndex(w => !w.IsFree); // who is stopped is likelier to pay, and more
        var account = stopped >= 0 && random.Next(2) == 0 ? stopped : random.Next(2);
        var most = !watches[account].IsFree || random.Next(3) == 0 ? 200_000_000_000 : 9_000_000_000;
        await GiveAsync(account, new Money(random.NextInt64(-5_000_000_000, most)));
    }

    public async Task StoreImageAsync()
    {
        var (account, region, size) = (random.Next(2), random.Next(2), random.Next(4) == 0 ? (long?)null : random.Next(1, 200_000));
        if (!watches[account].IsFree || images.Count == 6) return;
        var id = await Panel.StoreImageAsync(size, $"image-{Panel.Now.Micros}", accounts[account], regions[region].Id);
        images.Add(new Stored(id, account, Model.BeginImage(account, region, Panel.Now, size)));
    }

    public async Task TellSizeAsync()
    {
        if (images.Count == 0) return;
        var (image, size) = (images[random.Next(images.Count)], random.Next(1, 200_000));
        await Panel.ResizeImageAsync(image.Id, size);
        Model.TellSize(image.Model, Panel.Now, size);
    }

    public async Task DeleteImageAsync()
    {
        if (images.Count == 0) return;
        var image = images[random.Next(images.Count)];
        await Panel.EndImageAsync(image.Id);
        Model.End(image.Model, Panel.Now);
        images.Remove(image);
    }

    public async Task SetPriceAsync()
    {
        var (ofStorage, region, sale) = (random.Next(2) == 0, random.Next(3) is var r and < 2 ? r : (int?)null, new Money(random.NextInt64(0, 9_000_000)));
        var subject = ofStorage ? PriceSubject.ImageStorage : PriceSubject.TransferOverage;
        var from = Panel.Now;
        await Panel.WriteAsync(async db =>
        {
            RegionId? place = region is { } index ? regions[index].Id : null;
            var number = 1 + await db.PriceVersions.CountAsync(p => p.Subject == subject && p.RegionId == place);
            db.PriceVersions.Add(new PriceVersion { Subject = subject, RegionId = place, From = from, Sale = sale, Number = number, CreatedAt = from });
        });
        Model.SetPrice(ofStorage, region, from, sale);
    }

    /// <summary>Reads some machines' counters, which now and then began anew since; the others do not answer.</summary>
    public async Task MeterAsync()
    {
        for (var place = 0; place < 2; place++)
        {
            var readings = new List<Told>();
            foreach (var machine in machines.Where(m => m.IsAlive && m.Region == place && m.ReadAt < Panel.Now && random.Next(3) > 0))
            {
                var bytes = random.NextInt64(1, Math.Min(2_000_000_000_000, (Panel.Now - machine.ReadAt).Ticks / TimeSpan.TicksPerSecond * 1_000_000_000 + 2));
                if (random.Next(6) == 0 && bytes < machine.Counter) machine.Counter = 0;
                machine.Counter += bytes;
                readings.Add(new Told($"i-{machines.IndexOf(machine)}", TransferKind.Cumulative, "eth0", machine.Counter / 7, machine.Counter, null, Panel.Now));
                Model.Move(machine.Model, machine.ReadAt, Panel.Now, bytes);
                machine.ReadAt = Panel.Now;
            }

            await Panel.Get<TransferMeter>().NoteAsync(regions[place], readings);
        }
    }

    public async Task AssertAsModelAsync()
    {
        for (var i = 0; i < 2; i++) Assert.Equal(Model.CreditAt(i, Panel.Now), await Panel.CreditAsync(accounts[i]));
        await Panel.AssertBooksInOrderAsync();
    }

    public ValueTask DisposeAsync() => Panel.DisposeAsync();

    private async Task GiveAsync(int account, Money amount)
    {
        await Panel.GiveAsync(accounts[account], amount);
        Model.Pay(account, amount);
    }

    private async Task<PriceVersion> AddPriceAsync(LobsterDbContext db, Money sale)
    {
        var number = 1 + await db.PriceVersions.CountAsync(p => p.PlanId == Panel.Stock.Small);
        var price = new PriceVersion { Subject = PriceSubject.Plan, PlanId = Panel.Stock.Small, From = Panel.Now, Sale = sale, Number = number, CreatedAt = Panel.Now };
        db.PriceVersions.Add(price);
        await db.SaveChangesAsync();
        return price;
    }

    private Machine? PickMachine(Func<Machine, bool> which)
    {
        var living = machines.Where(m => m.IsAlive && which(m)).ToList();
        return living.Count == 0 ? null : living[random.Next(living.Count)];
    }

    private sealed record Stored(ImageId Id, int Account, int Model);

    private sealed record Machine(VmId Id, int Account, int Region, int Model)
    {
        public bool IsAlive { get; set; } = true;

        public long Counter { get; set; }

        public Instant ReadAt { get; set; }
    }
}
