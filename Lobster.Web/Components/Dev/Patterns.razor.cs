using Lobster.Core;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Dev;

/// <summary>Every shared component with made-up values, in Development only: what designers and browser tests look at.</summary>
public sealed partial class Patterns : ComponentBase
{
    private static readonly Money Burn = new(224_500_000);
    private readonly List<CreditPoint> past = [];
    private readonly List<CreditMark> marks = [];
    private readonly List<DayBar> days = [];
    private Money credit = new(41_870_000_000);
    private RunwayEnd runway = new((Instant?)null);
    private IReadOnlyList<HourTick> hours = [];
    private IReadOnlyList<Step> steps = [];
    private IReadOnlyList<FilterOption> options = [];
    private int? hour = 4;

    /// <summary>The search in the address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The filter in the address.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var now = F.Now;
        runway = new RunwayEnd(now + TimeSpan.FromHours(186));
        for (var h = -336; h <= 0; h += 24)
        {
            var paid = h >= -168 ? 50 : 0;
            var left = Money.FromUnits(42 - 50 + paid) + (Burn * -h);
            past.Add(new CreditPoint(now + TimeSpan.FromHours(h), left));
            if (h == -192) past.Add(new CreditPoint(now + TimeSpan.FromHours(-169), Money.FromUnits(-8) + (Burn * 169)));
        }
        marks.Add(new CreditMark(now - TimeSpan.FromHours(168), Money.FromUnits(50), "PayPal"));
        for (var d = 29; d >= 0; d--)
            days.Add(new DayBar(now.Day.AddDays(-d), Money.FromUnits(d == 0 ? 2 : 5 + (d % 3)), d == 0 ? Money.FromUnits(4) : default));
        hours = [.. Enumerable.Range(0, 24).Select(h => new HourTick(Kind(h), L["{0} h, {1}", h, F.Fine(Burn)]))];
        steps =
        [
            new(StepMark.Done, L["Requested"], Time: "09:12:08"),
            new(StepMark.Now, L["Creating {0}", "game-eu"], L["Booting {0}", "Ubuntu 24.04"], Formats.Elapsed(TimeSpan.FromSeconds(41))),
            new(StepMark.Failed, L["Resize refused"], L["The new disk is smaller than the old one."], F.Took(TimeSpan.FromSeconds(1))),
            new(StepMark.Todo, L["Ready"]),
        ];
        options = [.. Enum.GetValues<MachineState>().Select(s => new FilterOption(s.ToString(), L[s.ToString()]))];
    }

    private static HourKind Kind(int h) => h switch { < 2 => HourKind.None, < 9 => HourKind.Charged, 9 => HourKind.Now, _ => HourKind.Ahead };

    private void Change() => credit -= Burn;

    private static void Fail() => throw new InvalidOperationException("Asked for by the patterns page.");

    private async Task AskAsync()
    {
        var agreed = await Dialogs.AskAsync(new ConfirmRequest(L["Delete {0}?", "db-1"], L["Its disk of {0} and its two addresses are gone for good.", "160 GB"], L["Delete {0}", "db-1"])
        {
            Destroys = true,
            Name = "db-1",
            Lines = [new(L["Last charge"], F.Fine(Burn)), new(L["Credit then lasts until"], F.Until(runway))],
        });
        if (agreed) Toasts.Say(L["{0} is gone", "db-1"]);
    }
}
