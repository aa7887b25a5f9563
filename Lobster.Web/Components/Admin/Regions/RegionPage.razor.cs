using System.Globalization;
using Lobster.Backends.Compute.Takeover;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Regions;

/// <summary>One region: what customers see, its backend and credentials, whether they work, and what it sells.</summary>
public sealed partial class RegionPage : SellingPage
{
    private RegionDetail? detail;
    private long? filledFor;
    private long version;
    private string? name;
    private string? location;
    private string? order = "0";
    private TransferDirection counts;
    private string type = "";
    private Dictionary<string, string> values = [];
    private IReadOnlyDictionary<string, string> problems = new Dictionary<string, string>();
    private IReadOnlyList<string> notes = [];
    private bool isChanged;
    private bool isTesting;
    private RegionTestResult? test;
    private string? failure;

    /// <summary>The region; absent for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>Reads it.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    /// <summary>Changes it.</summary>
    [Inject]
    public required RegionAdmin Admin { get; init; }

    /// <summary>Asks its backend.</summary>
    [Inject]
    public required RegionTest Test { get; init; }

    /// <summary>The backends there are.</summary>
    [Inject]
    public required RegionBackends Backends { get; init; }

    private IReadOnlyList<Crumb> Path => [new(Words["Admin"], Links.Admin), new(Words["Regions"], Links.AdminRegions)];

    private IBackendFactory? factory => Backends.Factories.GetValueOrDefault(type);

    private string? Sub => detail is null ? Words["A backend, its credentials, and a name."].Value
        : detail.Row.Machines == 1 ? Words["{0}, 1 machine, {1}", detail.Row.BackendName, F.RateInText(detail.Row.HourlyRate)].Value
        : Words["{0}, {1} machines, {2}", detail.Row.BackendName, Formats.Count(detail.Row.Machines), F.RateInText(detail.Row.HourlyRate)].Value;

    private string Kept => detail?.SecretsSetAt is { } at
        ? detail.SecretsSetBy is { } by ? Words["•••••••••••• set {0} by {1}", F.Day(at.Day), by] : Words["•••••••••••• set {0}", F.Day(at.Day)]
        : "••••••••••••";

    private IReadOnlyDictionary<string, string> Problems =>
        problems.Count == 0 && Refused is Refusal.Invalid invalid && invalid.Field.StartsWith(RegionAdmin.OptionPrefix, StringComparison.Ordinal)
            ? new Dictionary<string, string> { [invalid.Field[RegionAdmin.OptionPrefix.Length..]] = F.Words(invalid) }
            : problems;

    private RegionForm Form => new(name, location, order, type, new Dictionary<string, string>(values)) { TransferCounts = counts };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && Id != filledFor) await RefreshAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        detail = Id is { } id ? await Regions.FindAsync(Actor, new RegionId(id), Stopping) : null;
        if (IsRead && Id == filledFor) return;
        filledFor = Id;
        Discard();
    }

    private void Discard()
    {
        (Refused, problems, isChanged, notes) = (null, new Dictionary<string, string>(), false, []);
        (name, location, order, counts, values) = ("", "", "0", TransferDirection.Out, []);
        // Where there are several, none is a better guess than another.
        type = detail?.Row.BackendType ?? (Backends.Factories.Count == 1 ? Backends.Factories.Keys.Single() : "");
        if (detail is null) return;
        (name, location, version) = (detail.Row.Name, detail.Row.Location, detail.Version);
        (counts, order, values) = (detail.TransferCounts, detail.SortOrder.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>(detail.Options));
    }

    private void Typed(Action set)
    {
        set();
        isChanged = true;
    }

    private void Choose(string chosen)
    {
        (type, isChanged, test, failure) = (chosen, true, null, null);
        values = detail?.Row.BackendType == chosen ? new Dictionary<string, string>(detail.Options) : [];
        (problems, notes) = (new Dictionary<string, string>(), []);
    }

    private void TakeOver(OldRegion old)
    {
        Choose(old.BackendType);
        (values, notes) = (new Dictionary<string, string>(old.Values), old.Notes);
        if (old.Name.Length > 0) name = old.Name;
    }

    private async Task SaveAsync()
    {
        var form = Form;
        if (!await CheckAsync(form)) return;
        var saved = Id is { } id
            ? await DoAsync(() => Admin.SaveAsync(Actor, new RegionId(id), version, form, Stopping))
            : await DoAsync(() => Admin.AddAsync(Actor, form, Stopping), added => Navigation.NavigateTo(Links.AdminRegion(added.Value)));
        if (!saved || Id is null) return;
        filledFor = null;
        await RefreshAsync();
        Toasts.Say(Words["{0} is saved.", name ?? ""]);
    }

    // All options at once, so that the admin does not learn of their faults one by one.
    private async Task<bool> CheckAsync(RegionForm form)
    {
        var checkedNow = await Test.CheckAsync(Actor, Id is { } id ? new RegionId(id) : null, form, Stopping);
        problems = checkedNow.Value?.Fields ?? new Dictionary<string, string>();
        Refused = checkedNow.Refusal;
        return Refused is null && problems.Count == 0;
    }

    private async Task TestAsync()
    {
        var form = Form;
        if (isTesting || !await CheckAsync(form)) return;
        (isTesting, test, failure) = (true, null, null);
        var outcome = await Test.RunAsync(Actor, Id is { } id ? new RegionId(id) : null, form, Stopping);
        (isTesting, test, failure) = (false, outcome.Value, outcome.IsRefused ? F.Words(outcome.Refusal) : null);
    }

    private async Task OpenAsync(bool isOpen)
    {
        if (detail is null) return;
        var was = detail.Row.IsEnabled;
        // Our own act counts the version up by one; what another admin did meanwhile still shows as a difference.
        if (await DoAsync(() => Admin.SetEnabledAsync(Actor, detail.Row.Id, isOpen, Stopping)) && was != isOpen) version++;
        await RefreshAsync();
    }
}
