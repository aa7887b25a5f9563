using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Oversight;
using Lobster.Core.Sweeps;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Overview;

/// <summary>What staff see first: the panel's money, what needs somebody, regions and sweeps, all moving.</summary>
public sealed partial class StaffOverviewPage : StaffPage
{
    // Bars are drawn from amounts, and no single one can hold more.
    private const decimal Drawable = 9_000_000_000m;
    private PanelOverview? overview;
    private BooksReport? report;
    private List<DayBar> bars = [];
    private bool isChecking;

    /// <summary>Reads the overview.</summary>
    [Inject]
    public required OverviewQueries Overviews { get; init; }

    /// <summary>Verifies the books.</summary>
    [Inject]
    public required BooksCheck Books { get; init; }

    /// <summary>Confirms the clock.</summary>
    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    /// <summary>Unparks accounts.</summary>
    [Inject]
    public required AccountAdmin Accounts { get; init; }

    private string? Sub => overview is null ? null
        : overview.Alarms.Total == 0 ? Words["{0}. Nothing needs you.", F.LongDateUtc(F.Now)].Value
        : overview.Alarms.Total == 1 ? Words["{0}. One thing failed and has not mended itself.", F.LongDateUtc(F.Now)].Value
        : Words["{0}. {1} things failed and have not mended themselves.", F.LongDateUtc(F.Now), Formats.Count(overview.Alarms.Total)].Value;

    private IEnumerable<(StandingState State, string Text, string Colour)> Standings =>
    [
        (StandingState.Good, Words["Good"], "var(--mud-palette-success)"),
        (StandingState.LowCredit, Words["Low credit"], "var(--lb-warning-fill)"),
        (StandingState.Suspended, Words["Suspended"], "var(--mud-palette-error)"),
        (StandingState.Terminated, Words["Terminated"], "var(--mud-palette-secondary)"),
    ];

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        overview = (await Overviews.ReadAsync(Actor, Stopping)).Value;
        if (overview?.Figures is not { } figures) return;
        var restHours = 24 - F.Now.ToDateTimeOffset().TimeOfDay.Hours;
        bars = [.. figures.Days.Select((day, i) => new DayBar(day.Day, Drawn(day.Units), i == figures.Days.Count - 1 ? Drawn(figures.Burn * restHours) : default))];
    }

    private static Money Drawn(decimal units) => Money.FromDecimal(decimal.Round(Math.Clamp(units, 0, Drawable / 2), 9, MidpointRounding.ToEven));

    private static string Share(int count, int all) => all == 0 ? "0" : (count * 100m / all).ToString("0.#", CultureInfo.InvariantCulture);

    private async Task VerifyAsync()
    {
        if (isChecking) return;
        isChecking = true;
        StateHasChanged();
        try
        {
            var outcome = await Books.RunAsync(Actor, Stopping);
            if (outcome.IsRefused) Toasts.Say(F.Words(outcome.Refusal), failed: true);
            else report = outcome.Value;
        }
        finally
        {
            isChecking = false;
        }
    }

    private async Task ConfirmClockAsync(Alarm.SweepHeld held)
    {
        var request = new ConfirmRequest(
            Words["Is it {0}?", F.DateUtc(F.Now)], Words["Charging then goes on and catches up to this moment, all at once. Confirm only if the clock is right."], Words["Confirm the clock"]);
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Heartbeat.ConfirmAsync(Actor, F.Now, Stopping)).Refusal, Words["Charging goes on with the next run."]);
    }

    private async Task UnparkAsync(Alarm.AccountParked parked)
    {
        var request = new ConfirmRequest(
            Words["Unpark {0}?", parked.Name], Words["The next sweep charges all hours since it was parked. If the reason is still there, it is parked again."], Words["Unpark {0}", parked.Name]);
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Accounts.UnparkAsync(Actor, parked.Id, Stopping)).Refusal, Words["{0} is charged again.", parked.Name]);
    }
}
