using System.Text;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Core.VirtualMachines;

/// <summary>Accepts a new machine: every check and the queued operation in one transaction that holds the account's row, so that two requests at once cannot both take the last place or the last cent.</summary>
public sealed class VmCreation(Transactions transactions, BusinessClock clock, TimeProvider time, BillingOptions options, RegionBackends backends)
{
    private const int MostUserDataBytes = 64 * 1024;

    /// <summary>Queues the creation. The machine appears at once as provisioning; billing starts when the backend has accepted it.</summary>
    public Task<Outcome<VmId>> CreateAsync(Actor actor, CreateVmForm form, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(async (db, token) =>
        {
            if (await db.EnterAccountAsync(actor, form.AccountId, token) is { } refusal) return refusal;
            var known = await db.VirtualMachines.FirstOrDefaultAsync(v => v.RequestId == form.RequestId, token);
            if (known is not null) return known.AccountId == form.AccountId ? known.Id : new Refusal.NotFound();
            return await AcceptAsync(db, actor, form, token);
        }, cancellationToken);

    private async Task<Outcome<VmId>> AcceptAsync(LobsterDbContext db, Actor actor, CreateVmForm form, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (CheckText(form) is { } badText) return badText;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == form.AccountId, cancellationToken);
        if (AccountRules.MayChange(account) is { } closed) return closed;
        if (await CheckPlaceAsync(db, form, cancellationToken) is { } badPlace) return badPlace;
        if (await db.PlanPriceAsync(form.PlanId, form.RegionId, now, cancellationToken) is not { } price)
            return new Refusal.Invalid("Plan", "This plan has no price in this region.");
        if (await CheckLimitsAsync(db, account, price.Sale, now, cancellationToken) is { } limit) return limit;
        var vm = New(form, price, now);
        db.VirtualMachines.Add(vm);
        await db.SaveChangesAsync(cancellationToken);
        await AddKeysAsync(db, form, vm.Id, now, cancellationToken);
        db.Operations.Add(NewOperations.ForVm(vm, OperationKind.Create, form.RequestId, new CreateArguments(price.Id.Value), actor, now, Instant.From(time.GetUtcNow())));
        db.Record(now, actor, "vm.requested", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { vm.Name, region = form.RegionId.Value, plan = form.PlanId.Value, image = form.ImageId.Value });
        return vm.Id;
    }

    private static Refusal? CheckText(CreateVmForm form)
    {
        if (VmName.Check(form.Name) is { } badName) return badName;
        return form.UserData is { } data && Encoding.UTF8.GetByteCount(data) > MostUserDataBytes
            ? new Refusal.Invalid("UserData", "Use at most 64 KB of cloud-init data.")
            : null;
    }

    private async Task<Refusal?> CheckPlaceAsync(LobsterDbContext db, CreateVmForm form, CancellationToken cancellationToken)
    {
        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == form.RegionId, cancellationToken);
        if (region is not { IsEnabled: true }) return new Refusal.Invalid("Region", "Choose a region that takes new machines.");
        if (!await db.OffersAsync(form.PlanId, form.RegionId, cancellationToken)) return new Refusal.Invalid("Plan", "Choose a plan that is sold in this region.");
        var image = await db.Images.AsNoTracking().SingleOrDefaultAsync(i => i.Id == form.ImageId, cancellationToken);
        var usable = image is { State: ImageState.Active, BackendId: not null } && image.RegionId == form.RegionId
            && (image.AccountId == form.AccountId || (image.AccountId is null && image.IsEnabled));
        if (!usable) return new Refusal.Invalid("Image", "Choose an image of this region.");
        var keys = form.SshKeyIds.Distinct().ToList();
        if (await db.SshKeys.CountAsync(k => keys.Contains(k.Id) && k.AccountId == form.AccountId, cancellationToken) != keys.Count)
            return new Refusal.Invalid("SshKeys", "Choose keys of this account.");
        return CheckBackend(form, region);
    }

    private Refusal.Invalid? CheckBackend(CreateVmForm form, Region region)
    {
        try
        {
            var description = backends.Of(region).Description;
            if (!string.IsNullOrEmpty(form.UserData) && !description.TakesUserData)
                return new Refusal.Invalid("UserData", "{0} does not take cloud-init data.", region.Name);
            return form.SshKeyIds.Count > 0 && !description.TakesSshKeys
                ? new Refusal.Invalid("SshKeys", "{0} does not take SSH keys.", region.Name)
                : null;
        }
        catch (BackendException)
        {
            return new Refusal.Invalid("Region", "{0} cannot take new machines right now.", region.Name);
        }
    }

    private async Task<Refusal?> CheckLimitsAsync(LobsterDbContext db, Account account, Money rate, Instant now, CancellationToken cancellationToken)
    {
        var limit = account.VmLimit ?? options.VmLimit;
        var machines = await db.VirtualMachines.CountAsync(
            v => v.AccountId == account.Id && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active), cancellationToken);
        if (machines >= limit) return new Refusal.LimitReached("This account may have {0} machines and has {1}.", limit, machines);
        var burn = await db.BurnRateAsync(account.Id, now, cancellationToken) + rate;
        return AccountRules.CanAfford(account, burn, options);
    }

    private static VirtualMachine New(CreateVmForm form, PriceVersion price, Instant now) => new()
    {
        AccountId = form.AccountId, RegionId = form.RegionId, PlanId = form.PlanId, ImageId = form.ImageId, Name = form.Name,
        RequestId = form.RequestId, CreateToken = Guid.CreateVersion7(), Lifecycle = VmLifecycle.Provisioning,
        PowerState = PowerState.Provisioning.Value, HourlyRate = price.Sale, CreatedAt = now,
        UserData = string.IsNullOrWhiteSpace(form.UserData) ? null : form.UserData,
    };

    private static async Task AddKeysAsync(LobsterDbContext db, CreateVmForm form, VmId vmId, Instant now, CancellationToken cancellationToken)
    {
        var keys = form.SshKeyIds.Distinct().ToList();
        foreach (var key in keys) db.VmSshKeys.Add(new VmSshKey { VmId = vmId, SshKeyId = key });
        await db.SshKeys.Where(k => keys.Contains(k.Id)).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, now), cancellationToken);
    }
}
