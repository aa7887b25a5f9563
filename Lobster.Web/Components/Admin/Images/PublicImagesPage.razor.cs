using System.Globalization;
using Lobster.Core.Images;
using Lobster.Core.Regions;
using Lobster.Web.Components.Admin.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Images;

/// <summary>The public images of all regions.</summary>
public sealed partial class PublicImagesPage : SellingPage
{
    private IReadOnlyList<PublicImage> rows = [];
    private IReadOnlyList<KeyValuePair<RegionId, string>> places = [];
    private FilterOption[] options = [];
    private int total;
    private (string?, long?, int)? shown;
    private ImageId? editing;
    private long editedVersion;
    private ImageEntry edited = new();
    private ImageEntry added = new();
    private long addTo;
    private string? backendId;

    /// <summary>The region to show.</summary>
    [SupplyParameterFromQuery(Name = "region")]
    public long? Region { get; set; }

    /// <summary>Part of a name or a backend's id.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Reads them.</summary>
    [Inject]
    public required PublicImageQueries Images { get; init; }

    /// <summary>Reads regions.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    /// <summary>Changes them.</summary>
    [Inject]
    public required ImageAdmin Admin { get; init; }

    /// <summary>Takes over what a backend offers.</summary>
    [Inject]
    public required ImageSync Sync { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private (string?, long?, int) Wanted => (Query, Region, PageNumber);

    // The region in the filter, or the only one there is.
    private KeyValuePair<RegionId, string>? Chosen =>
        places.Count == 1 ? places[0] : places.Where(p => p.Key.Value == Region).Select(p => (KeyValuePair<RegionId, string>?)p).FirstOrDefault();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Wanted) await RefreshAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var wanted = Wanted;
        var (read, count) = await Images.ListAsync(Actor, Region is { } id ? new RegionId(id) : null, Query, PageNumber, Stopping);
        places = [.. (await Regions.ListAsync(Actor, Stopping)).Select(r => KeyValuePair.Create(r.Id, r.Name))];
        options = [.. places.Select(p => new FilterOption(p.Key.Value.ToString(CultureInfo.InvariantCulture), p.Value))];
        if (wanted == Wanted) (rows, total, shown) = (read, count, wanted);
        if (addTo == 0 && Chosen is { } place) addTo = place.Key.Value;
    }

    private string Details(PublicImage image)
    {
        var facts = new[] { image.Region, image.Description, image.BackendId, image.Machines == 1 ? Words["1 machine"].Value : Words["{0} machines", Formats.Count(image.Machines)].Value };
        return string.Join(", ", facts.Where(f => !string.IsNullOrEmpty(f)));
    }

    private void Edit(PublicImage image)
    {
        (editing, editedVersion, Refused) = (image.Id, image.Version, null);
        edited = new ImageEntry { Name = image.Name, Description = image.Description, IsIso = image.Kind == ImageKind.Iso };
    }

    private async Task SaveAsync(PublicImage image)
    {
        if (await DoAsync(() => Admin.SaveAsync(Actor, image.Id, editedVersion, edited.ToForm(), Stopping))) editing = null;
        await RefreshAsync();
    }

    private async Task InspectAsync(PublicImage image)
    {
        if (await DoAsync(() => Admin.InspectAsync(Actor, image.Id, Stopping))) editing = null;
        await RefreshAsync();
    }

    private async Task EnableAsync(PublicImage image, bool isEnabled)
    {
        await DoAsync(() => Admin.SetEnabledAsync(Actor, image.Id, isEnabled, Stopping));
        await RefreshAsync();
    }

    private async Task SyncAsync(KeyValuePair<RegionId, string> place)
    {
        await DoAsync(() => Sync.RunAsync(Actor, place.Key, Stopping), count => Toasts.Say(count switch
        {
            0 => Words["Nothing new in {0}.", place.Value],
            1 => Words["1 image of {0} added.", place.Value],
            _ => Words["{0} images of {1} added.", count, place.Value],
        }));
        await RefreshAsync();
    }

    private async Task AddAsync()
    {
        editing = null;
        if (!await DoAsync(() => Admin.AddAsync(Actor, new RegionId(addTo), backendId, added.ToForm(), Stopping))) return;
        (added, backendId) = (new ImageEntry(), "");
        await RefreshAsync();
    }
}
