using System.Globalization;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>The form of a plan while it is typed.</summary>
internal sealed class PlanEntry
{
    public string? Name { get; set; }

    public string? VCpus { get; set; } = "1";

    public string? RamMb { get; set; } = "1024";

    public string? DiskGb { get; set; } = "25";

    public string? TransferGb { get; set; } = "1000";

    public string? StoppedPercent { get; set; } = "100";

    public string? SuspendedPercent { get; set; } = "100";

    public string? SortOrder { get; set; } = "0";

    public bool IsGlobal { get; set; } = true;

    public IReadOnlyList<Place> Places { get; init; } = [];

    public List<Pair> Metadata { get; } = [];

    public static PlanEntry Of(PlanDetail? detail, IReadOnlyList<RegionRow> regions)
    {
        if (detail is null) return new PlanEntry { Places = [.. regions.Select(r => new Place(r.Id, r.Name) { IsOffered = true })] };
        var entry = new PlanEntry
        {
            Name = detail.Row.Plan.Name, VCpus = Text(detail.Row.Plan.VCpus), RamMb = Text(detail.Row.Plan.RamMb), DiskGb = Text(detail.Row.Plan.DiskGb),
            TransferGb = Text(detail.Row.Plan.TransferGb), StoppedPercent = Percent(detail.StoppedFactor), SuspendedPercent = Percent(detail.SuspendedFactor),
            SortOrder = Text(detail.SortOrder), IsGlobal = detail.Row.IsGlobal,
            Places = [.. detail.Places.Select(p => new Place(p.RegionId, p.Region) { IsOffered = p.IsOffered, BackendSizeId = p.BackendSizeId })],
        };
        entry.Metadata.AddRange(detail.Metadata.Select(m => new Pair { Key = m.Key, Value = m.Value }));
        return entry;
    }

    public PlanForm ToForm() => new(Name, VCpus, RamMb, DiskGb, TransferGb)
    {
        StoppedPercent = StoppedPercent, SuspendedPercent = SuspendedPercent, SortOrder = SortOrder, IsGlobal = IsGlobal,
        Regions = [.. Places.Select(p => new PlanRegionForm(p.RegionId, p.IsOffered, p.BackendSizeId))],
        Metadata = [.. Metadata.Select(m => KeyValuePair.Create(m.Key ?? "", m.Value ?? ""))],
    };

    public void AddPair() => Metadata.Add(new Pair());

    /// <summary>Turning "everywhere" on chooses every region; turning it off leaves the choice as it is.</summary>
    public void FollowGlobal()
    {
        if (!IsGlobal) return;
        foreach (var place in Places) place.IsOffered = true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(int thousandths) => (thousandths / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The plan in one region.</summary>
    internal sealed class Place(RegionId regionId, string region)
    {
        public RegionId RegionId { get; } = regionId;

        public string Region { get; } = region;

        public bool IsOffered { get; set; }

        public string? BackendSizeId { get; set; }
    }

    /// <summary>One pair.</summary>
    internal sealed class Pair
    {
        public string? Key { get; set; }

        public string? Value { get; set; }
    }
}
