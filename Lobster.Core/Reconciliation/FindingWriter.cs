using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>Writes what one listing showed: new findings, what is known better of old ones, and the end of those that no longer hold. All of a region in one transaction.</summary>
public sealed class FindingWriter(Transactions transactions, BusinessClock clock, PanelFacts facts, BillingOptions billing, ReconcileOptions options)
{
    /// <summary>Compares and writes.</summary>
    /// <returns>How many findings are open now; null when another listing of the region was written within the pause.</returns>
    internal Task<int?> WriteAsync(RegionListed listed, CancellationToken cancellationToken) =>
        transactions.RunAsync<int?>(async (db, token) =>
        {
            var before = await db.RegionInventories.AsNoTracking().SingleOrDefaultAsync(i => i.RegionId == listed.Region.Id, token);
            if (!await TakeAsync(db, listed, before, token)) return null;
            var tokens = listed.Machines.Where(m => m.Mark?.Token is not null).Select(m => m.Mark!.Token!.Value).ToList();
            var known = await db.KnownVmsAsync(listed.Region.Id, tokens, [.. listed.Machines.Select(m => m.Id)], token);
            var sizes = await PricedSizes.ReadAsync(db, listed.Region.Id, listed.At, token);
            var comparison = RegionComparison.Of(listed, known, facts.InstallationId, options.Young, sizes);
            var open = await db.Findings.Where(f => f.RegionId == listed.Region.Id && f.State != FindingState.Resolved).ToDictionaryAsync(f => (f.Kind, f.BackendId), token);
            foreach (var sighting in comparison.Found)
            {
                if (!open.Remove((sighting.Kind, sighting.BackendId), out var finding)) finding = Begin(db, listed, sighting, before);
                await SeeAsync(db, finding, sighting, listed, sizes, token);
            }

            foreach (var (key, finding) in open)
                if (!comparison.Unjudged.Contains(key)) End(db, finding);
            await db.SaveChangesAsync(token);
            db.LiveChanges.Add(new LiveChange(SubjectKind.Region, listed.Region.Id.Value, null));
            return await db.Findings.CountAsync(f => f.RegionId == listed.Region.Id && f.State == FindingState.Open, token);
        }, cancellationToken);

    // The row's guard, not the lease, is what keeps two nodes from counting one absence twice.
    private async Task<bool> TakeAsync(LobsterDbContext db, RegionListed listed, RegionInventory? before, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            db.RegionInventories.Add(new RegionInventory { RegionId = listed.Region.Id, CountedAt = listed.Began, At = listed.At, Machines = listed.Machines.Count });
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }

        var latest = listed.Began - options.Pause;
        var count = listed.Machines.Count;
        return await db.RegionInventories.Where(i => i.RegionId == listed.Region.Id && i.CountedAt <= latest).ExecuteUpdateAsync(
            s => s.SetProperty(i => i.CountedAt, listed.Began).SetProperty(i => i.At, listed.At).SetProperty(i => i.Machines, count), cancellationToken) == 1;
    }

    private Finding Begin(LobsterDbContext db, RegionListed listed, Sighting sighting, RegionInventory? before)
    {
        var finding = new Finding
        {
            RegionId = listed.Region.Id, Kind = sighting.Kind, BackendId = sighting.BackendId, Name = Name(sighting), State = FindingState.Suspected,
            FirstSeen = listed.At, LastSeen = listed.At, Parts = sighting.Parts,
            LastListed = sighting.Kind == FindingKind.Ghost ? LastListed(sighting.Vm!, before) : null,
        };
        db.Findings.Add(finding);
        return finding;
    }

    // It was in the listing before, unless that one could not judge it: then its last finished operation is all that proves it.
    private Instant LastListed(KnownVm vm, RegionInventory? before) =>
        before is not null && before.At > vm.ProvenAt && vm.IsQuiet(before.At, options.Young) ? before.At : vm.ProvenAt;

    private async Task SeeAsync(LobsterDbContext db, Finding finding, Sighting sighting, RegionListed listed, PricedSizes sizes, CancellationToken cancellationToken)
    {
        var isAnother = finding.Parts != sighting.Parts
            || (sighting.Seen is { } now && (finding.VCpus, finding.RamMb, finding.DiskGb, finding.SizeId) != (now.VCpus, now.RamMb, now.DiskGb, now.PlanId));
        (finding.LastSeen, finding.Parts, finding.Name) = (listed.At, sighting.Parts, Name(sighting));
        finding.VmId = sighting.Vm?.Id;
        finding.Version++;
        if (sighting.Seen is { } seen)
        {
            (finding.VCpus, finding.RamMb, finding.DiskGb, finding.SizeId) = (seen.VCpus, seen.RamMb, seen.DiskGb, seen.PlanId);
            finding.Token = sighting.Kind == FindingKind.Orphan ? seen.Mark?.Token : null;
            finding.PlanId = sizes.Match(seen)?.Plan.Id;
        }

        await PriceAsync(db, finding, sighting, sizes, cancellationToken);
        if (sighting.Kind == FindingKind.Ghost) finding.Missed++;
        if (Becomes(finding, sighting, listed, isAnother)) Open(db, finding);
    }

    private async Task PriceAsync(LobsterDbContext db, Finding finding, Sighting sighting, PricedSizes sizes, CancellationToken cancellationToken)
    {
        if (sighting.Kind == FindingKind.Ghost)
        {
            finding.Hourly = sighting.Vm!.HourlyRate;
            var beyond = await FindingMoney.BeyondAsync(db, sighting.Vm.Id, finding.LastListed!.Value, billing.MinimumIntervals, cancellationToken);
            finding.AtStake = beyond.Aggregate(Money.Zero, (sum, l) => sum + l.Amount);
            return;
        }

        finding.Hourly = sighting.Kind switch
        {
            FindingKind.Orphan => sizes.Nearest(sighting.Seen!)?.Cost ?? Money.Zero,
            FindingKind.Difference when sighting.Parts.HasFlag(DifferenceParts.Size) && sizes.Match(sighting.Seen!)?.Price is { } price => price.Sale - sighting.Vm!.HourlyRate,
            _ => Money.Zero,
        };
        finding.AtStake = FindingMoney.Over(finding.Hourly, finding.LastSeen - finding.FirstSeen);
    }

    private bool Becomes(Finding finding, Sighting sighting, RegionListed listed, bool isAnother) => (finding.State, sighting.Kind) switch
    {
        (FindingState.Suspected, FindingKind.Ghost) => finding.Missed >= 2,
        (FindingState.Suspected, FindingKind.Difference) => true,
        // Where the backend does not tell a machine's age, the time since it was first seen counts.
        (FindingState.Suspected, _) => sighting.Seen!.CreatedAt is not null || listed.At - finding.FirstSeen >= options.Young,
        (FindingState.SetAside, FindingKind.Ghost) => finding.QuietUntil <= listed.At,
        (FindingState.SetAside, FindingKind.Difference) => isAnother,
        _ => false,
    };

    private void Open(LobsterDbContext db, Finding finding)
    {
        (finding.State, finding.QuietUntil) = (FindingState.Open, null);
        if (finding.Kind != FindingKind.Foreign)
            db.Record(clock.Now, Actor.System, "finding.opened", SubjectKind.Region, finding.RegionId.Value, null, new { kind = finding.Kind.ToString(), machine = finding.BackendId, finding.Name });
    }

    private void End(LobsterDbContext db, Finding finding)
    {
        if (finding.State == FindingState.Suspected) db.Findings.Remove(finding);
        else finding.Resolve(finding.State == FindingState.Removing ? FindingEnd.Deleted : FindingEnd.Mended, clock.Now);
    }

    private static string Name(Sighting sighting)
    {
        var name = sighting.Seen?.Name ?? sighting.Vm!.Name;
        return name.Length > 255 ? name[..255] : name;
    }
}
