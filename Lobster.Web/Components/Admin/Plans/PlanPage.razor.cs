using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Web.Components.Admin.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>One plan: its figures, where it is sold, its prices.</summary>
public sealed partial class PlanPage : SellingPage
{
    private static readonly PriceSubject[] subjects = [PriceSubject.Plan];
    private PlanDetail? detail;
    private PlanEntry entry = new();
    private long? filledFor;
    private long version;
    private string? sale;
    private string? wholesale;

    /// <summary>The plan; absent for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>Reads it.</summary>
    [Inject]
    public required PlanQueries Plans { get; init; }

    /// <summary>Reads regions.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    /// <summary>Changes it.</summary>
    [Inject]
    public required PlanAdmin Admin { get; init; }

    private IReadOnlyList<Crumb> Path => [new(Words["Admin"], Links.Admin), new(Words["Plans"], Links.AdminPlans)];

    private IReadOnlyList<KeyValuePair<RegionId, string>> Places => [.. detail!.Places.Select(p => KeyValuePair.Create(p.RegionId, p.Region))];

    private bool IsSizeFixed => detail is { Row.Machines: > 0 };

    private string? SizeHelp => IsSizeFixed ? Words["Machines use this plan, so its size stays."].Value : null;

    private string Sub => detail is null ? Words["A size and its price."]
        : detail.Row.Machines == 1 ? Words["1 machine uses it"] : Words["{0} machines use it", Formats.Count(detail.Row.Machines)];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && Id != filledFor) await RefreshAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        detail = Id is { } id ? await Plans.FindAsync(Actor, new PlanId(id), Stopping) : null;
        if (IsRead && Id == filledFor) return;
        entry = PlanEntry.Of(detail, detail is null ? await Regions.ListAsync(Actor, Stopping) : []);
        (filledFor, version, Refused) = (Id, detail?.Version ?? 0, null);
    }

    private async Task SaveAsync()
    {
        var form = entry.ToForm();
        var saved = Id is { } id
            ? await DoAsync(() => Admin.SaveAsync(Actor, new PlanId(id), version, form, Stopping))
            : await DoAsync(() => Admin.AddAsync(Actor, form, sale, wholesale, Stopping), added => Navigation.NavigateTo(Links.AdminPlan(added.Value)));
        if (!saved || Id is null) return;
        filledFor = null;
        await RefreshAsync();
        Toasts.Say(Words["{0} is saved.", entry.Name ?? ""]);
    }

    // Our own act counts the version up by one; what another admin did meanwhile still shows as a difference.
    private async Task EnableAsync(bool isEnabled)
    {
        if (detail is not null && await DoAsync(() => Admin.SetEnabledAsync(Actor, detail.Row.Plan.Id, isEnabled, Stopping))) version++;
        await RefreshAsync();
    }

    private async Task RetireAsync()
    {
        if (detail is null) return;
        var request = new ConfirmRequest(
            Words["Retire {0}?", detail.Row.Plan.Name],
            detail.Row.Machines switch
            {
                0 => Words["Nobody can buy it any more, and that stays so. No machine uses it."],
                1 => Words["Nobody can buy it any more, and that stays so. The machine that uses it lives on and pays as before."],
                var n => Words["Nobody can buy it any more, and that stays so. Its {0} machines live on and pay as before.", Formats.Count(n)],
            },
            Words["Retire {0}", detail.Row.Plan.Name]) { Destroys = true };
        if (!await Dialogs.AskAsync(request)) return;
        if (await DoAsync(() => Admin.RetireAsync(Actor, detail.Row.Plan.Id, Stopping))) version++;
        await RefreshAsync();
    }
}
