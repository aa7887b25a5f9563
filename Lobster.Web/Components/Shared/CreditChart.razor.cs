using System.Globalization;
using Lobster.Core;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Shared;

/// <summary>The burn-down of credit: solid past, dashed future at today's burn rate, payments annotated, the notice band tinted.</summary>
public sealed partial class CreditChart : ComponentBase
{
    private ChartScale scale = null!;

    /// <summary>Credit so far, oldest first; the last point is now. Nothing is drawn without one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CreditPoint> Past { get; set; }

    /// <summary>Until when it lasts at today's burn rate.</summary>
    [Parameter, EditorRequired]
    public required RunwayEnd Runway { get; set; }

    /// <summary>Payments in the time shown.</summary>
    [Parameter]
    public IReadOnlyList<CreditMark> Marks { get; set; } = [];

    /// <summary>Under how much time left notices go out.</summary>
    [Parameter]
    public TimeSpan Notice { get; set; } = TimeSpan.FromHours(168);

    // The dashed line stops at the right edge when credit outlasts the chart.
    private Instant? End => Runway.Until is { } until && until > Past[^1].At ? (until < scale.To ? until : scale.To) : null;

    private decimal EndHeight => Runway.Until is not { } until || until <= scale.To
        ? 200
        : scale.Y(Past[^1].Credit.Scale(until.Micros - scale.To.Micros, until.Micros - Past[^1].At.Micros));

    private Instant? BandFrom
    {
        get
        {
            if (Runway.Until is not { } until) return null;
            var from = until - Notice;
            var now = Past[^1].At;
            var start = from > now ? from : now;
            return start < scale.To && start < until ? start : null;
        }
    }

    private string Line => "M" + string.Join(" L", Past.Select(p => $"{T(scale.X(p.At))} {T(scale.Y(p.Credit))}"));

    private string Sentence => Runway.Until is { } until
        ? L["Credit from {0} to now, {1}, used up on {2}", F.Date(Past[0].At), F.Credit(Past[^1].Credit), F.Date(until)]
        : L["Credit from {0} to now, {1}, not running out", F.Date(Past[0].At), F.Credit(Past[^1].Credit)];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Past.Count == 0) return;
        var now = Past[^1].At;
        var ahead = now - Past[0].At < TimeSpan.FromDays(14) ? TimeSpan.FromDays(14) : now - Past[0].At;
        var to = now + ahead;
        if (Runway.Until is { } until && until + TimeSpan.FromDays(2) < to && until > now) to = until + TimeSpan.FromDays(2);
        scale = ChartScale.Around(Past[0].At, to, Past.Max(p => p.Credit));
    }

    private static string T(decimal value) => ChartScale.Text(value);

    private string Left(Instant at) => T(scale.X(at) / 10) + "%";

    private string Top(Money amount) => T(scale.Y(amount) / 2) + "%";

    private string YLabel(int line) => line == 0 ? "0" : F.Axis(scale.Step * line);

    private IEnumerable<(Instant At, string Css, string Text)> Days()
    {
        const int Marks = 6;
        for (var i = 0; i <= Marks; i++)
        {
            var at = new Instant(scale.From.Micros + ((scale.To.Micros - scale.From.Micros) / Marks * i));
            var edge = i is 0 or Marks;
            var css = i == 0 ? "first" : i == Marks ? "last" : i % 2 == 1 ? "m" : "";
            yield return (at, css, at.Day.ToString(edge || at.Day.Day <= 4 ? "d MMM" : "%d", CultureInfo.CurrentCulture));
        }
    }
}
