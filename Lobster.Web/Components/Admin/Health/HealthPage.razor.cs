using Lobster.Core.Accounts;
using Lobster.Core.Oversight;
using Lobster.Core.Sweeps;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Health;

/// <summary>How the panel itself is: books, sweeps, clock, parked accounts, nodes, mail, database and backup.</summary>
public sealed partial class HealthPage : StaffPage
{
    private PanelHealth? health;
    private bool isChecking;

    /// <summary>Reads the health.</summary>
    [Inject]
    public required HealthQueries Healths { get; init; }

    /// <summary>Verifies the books.</summary>
    [Inject]
    public required BooksCheck Books { get; init; }

    /// <summary>Confirms the clock.</summary>
    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    /// <summary>Unparks accounts.</summary>
    [Inject]
    public required AccountAdmin Accounts { get; init; }

    private string? Sub => health switch
    {
        null => null,
        { Looks: [{ Violations: > 0 }, ..] } => Words["The books do not fit."].Value,
        { Clock.HeldBecause: not null } => Words["Charging is held until the clock is confirmed."].Value,
        { Looks: [] } => Words["The books have not been verified yet; that happens each night after 02:00 UTC."].Value,
        { Looks: [var last, ..] } => Words["The books fitted at {0}.", F.DateUtc(last.FinishedAt)].Value,
    };

    /// <inheritdoc/>
    protected override async Task ReadAsync() => health = (await Healths.ReadAsync(Actor, Stopping)).Value;

    private async Task VerifyAsync()
    {
        if (isChecking) return;
        isChecking = true;
        StateHasChanged();
        try
        {
            var outcome = await Books.RunAsync(Actor, Stopping);
            await DoneAsync(outcome.Refusal, outcome.IsRefused || outcome.Value.Total > 0 ? null : Words["Everything fits."].Value);
        }
        finally
        {
            isChecking = false;
        }
    }

    private async Task ConfirmClockAsync()
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
