using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Year;

/// <summary>A customer: asks the panel as its owner, and tells the model the same. What the model is told is the story, never what the panel made of it.</summary>
internal sealed class YearCustomer(YearScene scene, YearStory story, int index, AccountId account, Actor owner)
{
    private readonly Dictionary<string, Machine> machines = [];
    private readonly Dictionary<string, (ImageId Id, int Model)> images = [];

    public YearStory Story => story;

    public AccountId Account => account;

    public Actor Owner => owner;

    public int Index => index;

    public YearStock Stock => scene.Stock;

    /// <summary>The machines whose transfer the model follows, by their numbers at the backend.</summary>
    public List<YearMeter> Meters { get; } = [];

    public async Task PayAsync(decimal amount)
    {
        var paid = Money.FromDecimal(amount);
        scene.Model.Pay(index, paid);
        await scene.Till.PayAsync(owner, account, paid);
        await scene.Panel.Get<StandingSweep>().LookAsync(account); // as after every posting
        await scene.WorkAsync();
    }

    public async Task CreateAsync(string name, YearPlan plan, bool isMetered = false)
    {
        var number = scene.Model.BeginMachine(index, 0, scene.Now, plan.Price, plan.TransferGb);
        var form = new CreateVmForm(Guid.CreateVersion7(), account, Stock.Region.Id, plan.Id, Stock.Image, name);
        var id = SellingScene.Done(await scene.Panel.Get<VmCreation>().CreateAsync(owner, form));
        machines[name] = new Machine(id, number) { Plan = plan };
        await scene.WorkAsync();
        var vm = await scene.Panel.VmAsync(id);
        Assert.Equal(VmLifecycle.Active, vm.Lifecycle);
        if (isMetered) Meters.Add(new YearMeter(vm.BackendId!, number) { ReadAt = vm.CreatedAt.FloorToSecond() });
    }

    public Task ResizeAsync(string name, YearPlan plan)
    {
        var machine = machines[name];
        machine.Plan = plan;
        Cost(machine, 1);
        return AskAsync(scene.Panel.Get<VmActions>().ResizeAsync(owner, machine.Id, plan.Id, Guid.CreateVersion7()));
    }

    public Task StopAsync(string name)
    {
        Cost(machines[name], machines[name].Plan.Stopped);
        return AskAsync(scene.Panel.Get<VmActions>().StopAsync(owner, machines[name].Id, Guid.CreateVersion7()));
    }

    public Task StartAsync(string name)
    {
        Cost(machines[name], 1);
        return AskAsync(scene.Panel.Get<VmActions>().StartAsync(owner, machines[name].Id, Guid.CreateVersion7()));
    }

    public Task DeleteAsync(string name)
    {
        End(name);
        return AskAsync(scene.Panel.Get<VmDeletion>().DeleteAsync(owner, machines[name].Id));
    }

    /// <summary>Deletes it so long after its billing began.</summary>
    public async Task DeleteAfterAsync(string name, TimeSpan life)
    {
        var start = await scene.Panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == machines[name].Id).Select(b => b.Start).SingleAsync());
        scene.Panel.AdvanceTo(start + life);
        await DeleteAsync(name);
    }

    /// <summary>Deletes it, and an admin keeps it before the region was asked: as if nothing had been.</summary>
    public async Task DeleteByMistakeAsync(string name)
    {
        SellingScene.Done(await scene.Panel.Get<VmDeletion>().DeleteAsync(owner, machines[name].Id));
        scene.Panel.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(scene.Panel.Get<VmDeletionCancel>().CancelAsync(Stock.Admin, machines[name].Id));
    }

    public async Task SnapshotAsync(string machine, string image)
    {
        images[image] = (default, scene.Model.BeginImage(index, 0, scene.Now, 25 * 102)); // what a disk of 25 GB makes
        await AskAsync(scene.Panel.Get<VmActions>().SnapshotAsync(owner, machines[machine].Id, image, Guid.CreateVersion7()));
        images[image] = images[image] with { Id = await scene.Panel.ReadAsync(db => db.Images.Where(i => i.AccountId == account && i.Name == image).Select(i => i.Id).SingleAsync()) };
    }

    public Task DeleteImageAsync(string image)
    {
        scene.Model.End(images[image].Model, scene.Now);
        return AskAsync(scene.Panel.Get<ImageActions>().DeleteAsync(owner, images[image].Id));
    }

    public async Task AdjustAsync(decimal amount, string reason)
    {
        scene.Model.Pay(index, Money.FromDecimal(amount));
        var form = new AdjustmentForm(Guid.CreateVersion7(), account, Money.FromDecimal(amount).ToString(), reason);
        SellingScene.Done(await scene.Panel.Get<Adjustments>().PostAsync(Stock.Admin, form));
    }

    /// <summary>Has whole days reckoned again at a price that should have been paid.</summary>
    public async Task CorrectAsync(string from, string to, PriceVersionId price, decimal comesTo)
    {
        scene.Model.Pay(index, Money.FromDecimal(comesTo));
        var form = new CorrectionForm(account, from, to, "The cheaper price was promised") { PriceVersionId = price };
        var seen = SellingScene.Done(await scene.Panel.Get<ChargeCorrections>().PreviewAsync(Stock.Admin, form))!;
        SellingScene.Done(await scene.Panel.Get<ChargeCorrections>().PostAsync(Stock.Admin, form with { Expected = seen.Difference }));
    }

    public async Task SuspendByHandAsync(string reason) =>
        await AskAsync(scene.Panel.Get<AccountSuspension>().SuspendAsync(Stock.Admin, account, reason));

    public async Task LiftAsync(string reason) => await AskAsync(scene.Panel.Get<AccountSuspension>().LiftAsync(Stock.Admin, account, reason));

    public async Task UnparkAsync() => SellingScene.Done(await scene.Panel.Get<AccountAdmin>().UnparkAsync(Stock.Admin, account));

    /// <summary>Lets a machine send so much more.</summary>
    public async Task SendAsync(string name, int gigabytes)
    {
        var vm = await scene.Panel.VmAsync(machines[name].Id);
        await scene.Cloud.RunActionAsync(vm.BackendId!, "send-traffic", new Dictionary<string, string> { ["gigabytes"] = gigabytes.ToString(System.Globalization.CultureInfo.InvariantCulture) }, CancellationToken.None);
    }

    public Task<PriceVersionId> SellAsync(PriceForm form) => scene.SellAsync(form);

    /// <summary>Tells the model what a machine's plan costs from a moment on.</summary>
    public void TellPrice(string name, Instant at, YearPlan plan)
    {
        machines[name].Plan = plan;
        Cost(machines[name], 1, at);
    }

    /// <summary>Tells the model that all machines cost this share of their plan's price from now on.</summary>
    public void CostAll(Instant at, Func<YearPlan, decimal> share)
    {
        foreach (var machine in machines.Values.Where(m => m.IsAlive)) Cost(machine, share(machine.Plan), at);
    }

    /// <summary>Tells the model that nothing is left.</summary>
    public void EndAll(Instant at)
    {
        foreach (var machine in machines.Values.Where(m => m.IsAlive))
        {
            scene.Model.End(machine.Model, at);
            machine.IsAlive = false;
        }
    }

    private void Cost(Machine machine, decimal share, Instant? at = null) =>
        scene.Model.ChangeRate(machine.Model, at ?? scene.Now, machine.Plan.At(share), machine.Plan.TransferGb);

    private void End(string name)
    {
        scene.Model.End(machines[name].Model, scene.Now);
        machines[name].IsAlive = false;
    }

    private async Task AskAsync<T>(Task<Outcome<T>> asked)
    {
        SellingScene.Done(await asked);
        await scene.WorkAsync();
    }

    private sealed record Machine(VmId Id, int Model)
    {
        public required YearPlan Plan { get; set; }

        public bool IsAlive { get; set; } = true;
    }
}
