using Lobster.Core;
using Lobster.Core.Billing.Storage;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Charging;

/// <summary>What each image's storage cost in a month, day by day; an hour leads to its receipt.</summary>
public sealed partial class StorageCharges : ComponentBase
{
    /// <summary>The images.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ImageCharges> Images { get; set; }

    /// <summary>The month.</summary>
    [Parameter, EditorRequired]
    public DateOnly Month { get; set; }

    /// <summary>The image whose days are open.</summary>
    [Parameter]
    public long? Open { get; set; }

    /// <summary>The hour whose receipt is open.</summary>
    [Parameter]
    public long? Hour { get; set; }

    /// <summary>Leads to receipts.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private static Instant? StartIn(IEnumerable<ImageChargeLine> day, int hour)
    {
        foreach (var line in day)
            for (var i = 0; i < line.Hours; i++)
                if (line.From + TimeSpan.FromHours(i) is var at && (int)((at.Micros - Instant.StartOf(line.Day).Micros) / StorageRating.Length) == hour) return at;
        return null;
    }

    private static Money Sum(IEnumerable<ImageChargeLine> day) => day.Aggregate(Money.Zero, (sum, l) => sum + l.Net);

    private List<HourTick> Ticks(IGrouping<DateOnly, ImageChargeLine> day) =>
        [.. Enumerable.Range(0, 24).Select(hour => StartIn(day, hour) is { } at
            ? new HourTick(HourKind.Charged, L["{0}, {1}", F.TimeUtc(at), F.Exact(day.Last(l => l.From <= at).Rate)])
            : new HourTick(HourKind.None, L["Nothing charged"]))];

    private int? Selected(ImageCharges image, IGrouping<DateOnly, ImageChargeLine> day)
    {
        if (Hour is not { } number) return null;
        var at = new Instant(image.Start.Micros + ((number - 1) * StorageRating.Length));
        return at.Day == day.Key ? (int)((at.Micros - Instant.StartOf(day.Key).Micros) / StorageRating.Length) : null;
    }

    private void Show(ImageCharges image, IGrouping<DateOnly, ImageChargeLine> day, int hour)
    {
        if (StartIn(day, hour) is { } at) Navigation.NavigateTo(Links.StorageOf(Month, image.ImageId.Value, image.NumberOf(at)));
    }
}
