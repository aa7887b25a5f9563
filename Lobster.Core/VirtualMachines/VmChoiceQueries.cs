using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Core.VirtualMachines;

/// <summary>What the form of a new machine offers.</summary>
public sealed class VmChoiceQueries(Transactions transactions, BusinessClock clock, RegionBackends backends)
{
    /// <summary>All that an account can choose from; null for those who may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<VmChoices?> ReadAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return null;
            var images = await db.Images
                .Where(i => i.State == ImageState.Active && i.BackendId != null && (i.AccountId == accountId || (i.AccountId == null && i.IsEnabled)))
                .OrderBy(i => i.Name).ThenBy(i => i.Id)
                .Select(i => new ImageChoice(i.Id, i.RegionId, i.Name, i.Description, i.Kind, i.AccountId != null, i.SizeMb)).ToListAsync(token);
            var keys = await db.SshKeys.Where(k => k.AccountId == accountId).OrderBy(k => k.Name)
                .Select(k => new KeyChoice(k.Id, k.Name, k.Fingerprint, k.LastUsedAt)).ToListAsync(token);
            return new VmChoices(await RegionsAsync(db, token), images, keys);
        }, cancellationToken);

    private async Task<List<RegionChoice>> RegionsAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var choices = new List<RegionChoice>();
        foreach (var region in await db.Regions.OrderBy(r => r.SortOrder).ThenBy(r => r.Name).ToListAsync(cancellationToken))
        {
            var plans = new List<PlanFacts>();
            foreach (var p in await db.OfferedPlans(region.Id).ToListAsync(cancellationToken))
                if (await db.PlanPriceAsync(p.Id, region.Id, clock.Now, cancellationToken) is { } price)
                    plans.Add(new PlanFacts(p.Id, p.Name, p.VCpus, p.RamMb, p.DiskGb, p.TransferGb, price.Sale) { StoppedFactor = p.StoppedFactor, SuspendedFactor = p.SuspendedFactor });
            choices.Add(Choice(region, plans));
        }

        return choices;
    }

    private RegionChoice Choice(Region region, List<PlanFacts> plans)
    {
        var choice = new RegionChoice(region.Id, region.Name, region.Location, plans);
        if (!region.IsEnabled) return choice with { Closed = new Refusal.NotOffered("Takes no new machines") };
        try
        {
            var backend = backends.Of(region);
            var resize = backend as IResize;
            return choice with
            {
                TakesUserData = backend.Description.TakesUserData,
                TakesSshKeys = backend.Description.TakesSshKeys,
                CanShrinkDisk = resize?.CanShrinkDisk ?? false,
                ResizeInterrupts = resize?.InterruptsVm ?? false,
                Closed = plans.Count == 0 ? new Refusal.NotOffered("Sells no plans yet") : null,
            };
        }
        catch (BackendException)
        {
            return choice with { Closed = new Refusal.NotOffered("Cannot take machines right now") };
        }
    }
}
