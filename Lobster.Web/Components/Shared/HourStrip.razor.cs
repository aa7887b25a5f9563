using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lobster.Web.Components.Shared;

/// <summary>
/// A day as 24 ticks. With <see cref="OnSelect"/> they are buttons that the arrow keys walk, one tab stop in all; without it a picture.
/// </summary>
public sealed partial class HourStrip : ComponentBase
{
    private readonly ElementReference[] buttons = new ElementReference[24];

    /// <summary>The ticks, at most 24.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<HourTick> Hours { get; set; }

    /// <summary>What the strip is, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The chosen hour, counted from 0; null for none.</summary>
    [Parameter]
    public int? Selected { get; set; }

    /// <summary>Raised with the hour that was chosen.</summary>
    [Parameter]
    public EventCallback<int> OnSelect { get; set; }

    private int Stop => Selected is { } s && s < Hours.Count && CanSelect(s) ? s : Math.Max(0, FirstSelectable());

    private bool CanSelect(int hour) => Hours[hour].Kind is HourKind.Charged or HourKind.Low;

    private int FirstSelectable()
    {
        for (var i = 0; i < Hours.Count; i++)
            if (CanSelect(i)) return i;
        return -1;
    }

    private string Css(int hour)
    {
        var kind = Hours[hour].Kind switch
        {
            HourKind.Charged => "c",
            HourKind.Now => "now",
            HourKind.None => "none",
            HourKind.Low => "c low",
            HourKind.Fine => "fine",
            HourKind.Late => "late",
            HourKind.Bad => "bad",
            _ => "",
        };
        return Selected == hour ? kind + " sel" : kind;
    }

    private async Task OnKey(KeyboardEventArgs e)
    {
        var from = Stop;
        var to = e.Key switch
        {
            "ArrowRight" => Next(from, 1),
            "ArrowLeft" => Next(from, -1),
            "Home" => FirstSelectable(),
            "End" => Next(Hours.Count, -1),
            _ => from,
        };
        if (to == from || to < 0) return;
        await OnSelect.InvokeAsync(to);
        await buttons[to].FocusAsync();
    }

    private int Next(int from, int step)
    {
        for (var i = from + step; i >= 0 && i < Hours.Count; i += step)
            if (CanSelect(i)) return i;
        return from == Hours.Count ? -1 : from;
    }
}
