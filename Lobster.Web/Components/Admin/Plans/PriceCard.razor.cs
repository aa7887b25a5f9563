using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>The history of some prices, and the form of the next one, whose effect is shown before it is added.</summary>
public sealed partial class PriceCard : ComponentBase
{
    private PriceSubject subject;
    private long? region;
    private string? sale;
    private string? wholesale;
    private string? from;
    private bool moves;
    private string? moveAt;
    private bool skipsNotice;
    private PriceEffect? effect;
    private Refusal? refused;
    private string? failure;
    private bool busy;

    /// <summary>The card's name.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>What can be priced here; the first one stands in the form.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<PriceSubject> Subjects { get; set; }

    /// <summary>The plan, when it is about one.</summary>
    [Parameter]
    public PlanId? PlanId { get; set; }

    /// <summary>The regions a price can be kept to.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<KeyValuePair<RegionId, string>> Regions { get; set; }

    /// <summary>The prices there are, newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<PriceRow> Prices { get; set; }

    /// <summary>Whether only the history is shown.</summary>
    [Parameter]
    public bool IsClosed { get; set; }

    /// <summary>Raised when a price was added.</summary>
    [Parameter]
    public EventCallback OnAdded { get; set; }

    /// <summary>Adds prices.</summary>
    [Inject]
    public required PriceAdmin Admin { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    private PriceForm Form => new(subject, PlanId, region is { } id ? new RegionId(id) : null, sale, wholesale, from) { Moves = moves && PlanId is not null, MoveAt = moveAt, SkipsNotice = skipsNotice };

    /// <inheritdoc/>
    protected override void OnInitialized() => subject = Subjects[0];

    private void Typed(Action set)
    {
        set();
        Forget();
    }

    // The effect on the screen is always that of what is typed.
    private void Forget() => (effect, refused, failure) = (null, null, null);

    private async Task PreviewAsync()
    {
        if (busy) return;
        busy = true;
        var outcome = await Admin.PreviewAsync(Actor, Form);
        busy = false;
        Show(outcome.Refusal);
        effect = outcome.Value;
    }

    private async Task AddAsync()
    {
        if (busy) return;
        if (effect is null)
        {
            await PreviewAsync();
            return;
        }

        busy = true;
        var outcome = await Admin.AddAsync(Actor, Form);
        busy = false;
        Show(outcome.Refusal);
        if (outcome.IsRefused) return;
        (sale, wholesale, from, effect) = ("", "", "", null);
        (moves, moveAt, skipsNotice) = (false, "", false);
        await OnAdded.InvokeAsync();
    }

    private async Task CallOffAsync(PriceRow price)
    {
        if (busy) return;
        busy = true;
        var outcome = await Admin.CallOffAsync(Actor, price.Id);
        busy = false;
        Show(outcome.Refusal);
        await OnAdded.InvokeAsync();
    }

    private void Show(Refusal? refusal) => (refused, failure) = (refusal, refusal is null or Refusal.Invalid ? null : F.Words(refusal));

    private string? Fault(string field) => refused is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private string Change(PriceEffect e)
    {
        var start = from is { Length: > 0 } ? L["from {0} on", F.DateUtc(e.From)] : L["from now on"];
        return e.Before is { } before
            ? L["{0} instead of {1} {2}, {3}.", F.UnitPrice(e.After), F.UnitPrice(before), Per(subject), start]
            : L["{0} {1}, {2}.", F.UnitPrice(e.After), Per(subject), start];
    }

    private IEnumerable<string> Consequences(PriceEffect e) => e.Move is { } move ? MoveWords.Say(L, F, move) : [Consequence(e)];

    private string Consequence(PriceEffect e) => subject switch
    {
        PriceSubject.ImageStorage => L["Counts for every stored image from then on, also for those that are stored already."],
        PriceSubject.TransferOverage => L["Counts for transfer beyond the pool from then on."],
        _ when e.Machines == 0 => L["No machine uses this plan there. New ones pay this price."],
        _ when e.Machines == 1 => L["1 machine uses this plan there and keeps its price. New ones, and those resized to it, pay this price."],
        _ => L["{0} machines use this plan there and keep their price. New ones, and those resized to it, pay this price.", e.Machines.ToString("N0", CultureInfo.CurrentCulture)],
    };

    private string Name(PriceSubject what) => what switch
    {
        PriceSubject.ImageStorage => L["Image storage"],
        PriceSubject.TransferOverage => L["Transfer beyond the pool"],
        _ => L["Plan"],
    };

    private string Per(PriceSubject what) => what switch
    {
        PriceSubject.ImageStorage => L["a GB and hour"],
        PriceSubject.TransferOverage => L["a GB"],
        _ => L["an hour"],
    };
}
