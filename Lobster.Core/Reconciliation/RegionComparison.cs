using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Reconciliation;

/// <summary>Compares a complete listing with the panel's machines. Pure: no clock, no database, no backend.</summary>
internal sealed class RegionComparison
{
    private readonly RegionListed listed;
    private readonly Guid installation;
    private readonly TimeSpan young;
    private readonly PricedSizes sizes;
    private readonly Dictionary<string, KnownVm> byId;
    private readonly ILookup<string, KnownVm> formerById;
    private readonly Dictionary<Guid, KnownVm> byToken;

    private RegionComparison(RegionListed listed, IReadOnlyList<KnownVm> known, Guid installation, TimeSpan young, PricedSizes sizes)
    {
        (this.listed, this.installation, this.young, this.sizes) = (listed, installation, young, sizes);
        var here = known.Where(v => v.RegionId == listed.Region.Id && v.BackendId is not null).ToList();
        byId = here.Where(v => v.IsLiving).ToDictionary(v => v.BackendId!);
        formerById = here.Where(v => !v.IsLiving).ToLookup(v => v.BackendId!);
        byToken = known.ToDictionary(v => v.Token);
    }

    /// <summary>What does not fit.</summary>
    public List<Sighting> Found { get; } = [];

    /// <summary>What is too young or being changed: nothing is said about it, and what was said stays.</summary>
    public HashSet<(FindingKind Kind, string BackendId)> Unjudged { get; } = [];

    /// <summary>Compares.</summary>
    public static RegionComparison Of(RegionListed listed, IReadOnlyList<KnownVm> known, Guid installation, TimeSpan young, PricedSizes sizes)
    {
        var comparison = new RegionComparison(listed, known, installation, young, sizes);
        foreach (var seen in listed.Machines.DistinctBy(m => m.Id)) comparison.Judge(seen);
        var ids = listed.Machines.Select(m => m.Id).ToHashSet();
        foreach (var vm in comparison.byId.Values.Where(v => v.Lifecycle == VmLifecycle.Active && !ids.Contains(v.BackendId!))) comparison.JudgeMissing(vm);
        return comparison;
    }

    private void Judge(BackendVm seen)
    {
        if (byId.TryGetValue(seen.Id, out var vm))
        {
            JudgeLiving(vm, seen);
            return;
        }

        var isOurs = seen.Mark?.InstallationId == installation;
        var kind = isOurs ? FindingKind.Orphan : FindingKind.Foreign;
        var made = isOurs && seen.Mark!.Token is { } token ? byToken.GetValueOrDefault(token) : null;
        // Its create is still under way, or two regions of the panel look at the same machines.
        if (made is { IsLiving: true } && (made.BackendId is null || made.BackendId == seen.Id)) return;
        KnownVm[] before = [.. formerById[seen.Id]];
        var isYoung = seen.CreatedAt is { } created && created > listed.Began - young;
        if (isYoung || before.Append(made).Any(v => v is { IsLiving: false } && !v.IsQuiet(listed.At, young))) Unjudged.Add((kind, seen.Id));
        else Found.Add(new Sighting(kind, seen.Id, made is { IsLiving: false } ? made : before.LastOrDefault(), seen));
    }

    private void JudgeLiving(KnownVm vm, BackendVm seen)
    {
        if (vm.Lifecycle != VmLifecycle.Active || !vm.IsQuiet(listed.At, young))
        {
            Unjudged.Add((FindingKind.Difference, seen.Id));
            return;
        }

        var parts = DifferencesOf(seen, vm);
        if (parts != DifferenceParts.None) Found.Add(new Sighting(FindingKind.Difference, seen.Id, vm, seen, parts));
    }

    private void JudgeMissing(KnownVm vm)
    {
        if (vm.IsQuiet(listed.At, young)) Found.Add(new Sighting(FindingKind.Ghost, vm.BackendId!, vm, null));
        else Unjudged.Add((FindingKind.Ghost, vm.BackendId!));
    }

    private DifferenceParts DifferencesOf(BackendVm seen, KnownVm vm) =>
        (sizes.Fits(seen, vm.PlanId) ? DifferenceParts.None : DifferenceParts.Size)
        | (!listed.KeepsNames || string.Equals(seen.Name, vm.Name, StringComparison.OrdinalIgnoreCase) ? DifferenceParts.None : DifferenceParts.Name);
}
