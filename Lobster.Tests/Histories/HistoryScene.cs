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
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Tests.Histories;

/// <summary>A panel with two accounts and two regions whose machines and images exist in the books alone, beside the model that is told the same.</summary>
internal sealed class HistoryScene : IAsyncDisposable
{
    private readonly List<AccountId> accounts = [];
    private readonly List<Region> regions = [];
    private readonly List<Machine> machines = [];
    private readonly List<(ImageId Id, int Model)> images = [];
    private readonly Random random;
    private long billedHour = long.MinValue;

    private HistoryScene(TestPanel panel, Random random) => (Panel, this.random) = (panel, random);

    public TestPanel Panel { get; }

    public ReferenceModel Model { get; } = new();

    public static async Task<HistoryScene> CreateAsync(DatabaseProvider provider, int seed)
    {
        var scene = new HistoryScene(await TestPanel.CreateAsync(provider, o => (o.HeartbeatDays, o.CatchUpDays) = (20, 365)), new Random(seed));
        scene.accounts.AddRange(scene.Panel.Stock.Account, (await scene.Panel.AddCustomerAsync("bob")).Account);
        await scene.Panel.WriteAsync(db =>
        {
            db.Regions.Add(new Region { Name = "Oslo", BackendType = "sandbox", IsEnabled = true });
            return Task.CompletedTask;
        });
        scene.regions.AddRange(await scene.Panel.ReadAsync(db => db.Regions.OrderBy(r => r.Id).ToListAsync()));
        for (var i = 0; i < 2; i++) scene.Model.Pay(i, Money.FromUnits(100));
        return scene;
    }

    public async Task CreateMachineAsync()
    {
        if (machines.Count(m => m.IsAlive) == 8) return;
        var (account, region) = (random.Next(2), random.Next(2));
        var (id, start, price) = (default(VmId), Panel.Now, PanelStock.SmallPrice);
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
            await Panel.Get<VmCharging>().BeginAsync(db, vm, await db.PriceVersions.FirstAsync(p => p.PlanId == Panel.Stock.Small), start, CancellationToken.None);
            id = vm.Id;
        });
        machines.Add(new Machine(id, region, Model.BeginMachine(account, region, start, price, 1000)) { ReadAt = start.FloorToSecond() });
    }

    public async Task ChangeRateAsync()
    {
        if (PickMachine() is not { } machine) return;
        var (rate, factor) = (new Money(random.NextInt64(0, 100_000_000)), random.Next(3) switch { 0 => 0, 1 => random.Next(1, 1000), _ => 1000 });
        await Panel.ChangeRateAsync(machine.Id, rate, factor);
        Model.ChangeRate(machine.Model, Panel.Now, Money.FromDecimal(Math.Round(rate.ToDecimal() * factor / 1000, 9, MidpointRounding.ToEven)), 1000);
    }

    public async Task DeleteMachineAsync()
    {
        if (PickMachine() is not { } machine) return;
        await Panel.Get<VmDeletion>().DeleteAsync(Actor.System, machine.Id);
        Model.End(machine.Model, Panel.Now);
        machine.IsAlive = false;
    }

    public async Task PayAsync()
    {
        var (account, amount) = (random.Next(2), new Money(random.NextInt64(-5_000_000_000, 9_000_000_000)));
        await Panel.GiveAsync(accounts[account], amount);
        Model.Pay(account, amount);
    }

    public async Task StoreImageAsync()
    {
        if (images.Count == 6) return;
        var (account, region, size) = (random.Next(2), random.Next(2), random.Next(4) == 0 ? (long?)null : random.Next(1, 200_000));
        var id = await Panel.StoreImageAsync(size, $"image-{Panel.Now.Micros}", accounts[account], regions[region].Id);
        images.Add((id, Model.BeginImage(account, region, Panel.Now, size)));
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

    /// <summary>Lets every sweep that moves money pass, killed now and then; a clock that stepped too far is confirmed by an admin.</summary>
    public async Task SweepAsync(bool mayDie = true)
    {
        await PassAsync(Panel.Get<ChargeSweep>(), mayDie);
        await PassAsync(Panel.Get<StorageSweep>(), mayDie);
        var hour = Panel.Now.Micros / (3600 * Instant.MicrosPerSecond);
        if (hour == billedHour) return;
        await PassAsync(Panel.Get<TransferBilling>(), mayDie);
        Model.BillTransfer(Panel.Now);
        billedHour = hour;
    }

    public async Task AssertAsModelAsync()
    {
        for (var i = 0; i < 2; i++) Assert.Equal(Model.CreditAt(i, Panel.Now), await Panel.CreditAsync(accounts[i]));
        await Panel.AssertBooksInOrderAsync();
    }

    public ValueTask DisposeAsync() => Panel.DisposeAsync();

    private async Task PassAsync(ISweep sweep, bool mayDie)
    {
        if (mayDie && random.Next(4) == 0)
        {
            Panel.Crash.At(random.Next(1, 5), afterIt: random.Next(2) == 0);
            try
            {
                await sweep.RunAsync();
            }
            catch (OperationCanceledException)
            {
                // Killed; the next pass finds whatever is there.
            }

            Panel.Crash.Never();
        }

        if ((await sweep.RunAsync()).HeldBecause is null) return;
        Assert.False((await Panel.Get<Heartbeat>().ConfirmAsync(Actor.System, Panel.Now)).IsRefused);
        Assert.Null((await sweep.RunAsync()).HeldBecause);
    }

    private Machine? PickMachine()
    {
        var living = machines.Where(m => m.IsAlive).ToList();
        return living.Count == 0 ? null : living[random.Next(living.Count)];
    }

    private sealed record Machine(VmId Id, int Region, int Model)
    {
        public bool IsAlive { get; set; } = true;

        public long Counter { get; set; }

        public Instant ReadAt { get; set; }
    }
}
