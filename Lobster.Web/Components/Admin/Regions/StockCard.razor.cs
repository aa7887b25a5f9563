using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Regions;

/// <summary>The images and plans of a region, taken over from its backend.</summary>
public sealed partial class StockCard : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private bool busy;
    private string? synced;
    private string? failure;
    private BackendSizes? sizes;
    private IReadOnlyList<PlanRow> plans = [];
    private string? selling;
    private string? plan;
    private string? planName;
    private string? sale;
    private string? wholesale;
    private Refusal? refused;

    /// <summary>The region.</summary>
    [Parameter, EditorRequired]
    public required RegionDetail Region { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Raised when something was added.</summary>
    [Parameter]
    public EventCallback OnSynced { get; set; }

    /// <summary>Takes images over.</summary>
    [Inject]
    public required ImageSync Images { get; init; }

    /// <summary>Lists sizes.</summary>
    [Inject]
    public required PlanImport Import { get; init; }

    /// <summary>Reads plans.</summary>
    [Inject]
    public required PlanQueries Plans { get; init; }

    /// <summary>Adds plans.</summary>
    [Inject]
    public required PlanAdmin Admin { get; init; }

    /// <summary>Words of a refusal.</summary>
    [Inject]
    public required Formats F { get; init; }

    private Task SyncAsync() => WhileBusyAsync(async () =>
    {
        var outcome = await Images.RunAsync(Actor, Region.Row.Id, stopping.Token);
        failure = outcome.IsRefused ? F.Words(outcome.Refusal) : null;
        if (outcome.IsRefused) return;
        synced = outcome.Value switch { 0 => L["Nothing new: all images of the backend are listed."], 1 => L["1 image added."], var n => L["{0} images added.", n] };
        await OnSynced.InvokeAsync();
    });

    private Task ListSizesAsync() => WhileBusyAsync(ReadSizesAsync);

    private async Task ReadSizesAsync()
    {
        var outcome = await Import.ListAsync(Actor, Region.Row.Id, stopping.Token);
        (sizes, failure) = (outcome.Value, outcome.IsRefused ? F.Words(outcome.Refusal) : null);
        plans = await Plans.ListAsync(Actor, stopping.Token);
    }

    private IEnumerable<PlanRow> Fitting(BackendPlan size) =>
        plans.Where(p => p.RetiredAt is null && p.Plan.VCpus == size.VCpus && p.Plan.RamMb == size.RamMb && p.Plan.DiskGb == size.DiskGb);

    private void Sell(BackendPlan size) => (selling, plan, planName, sale, wholesale, refused) = (size.Id, "", size.Name, "", "", null);

    private Task ImportAsync(BackendPlan size) => WhileBusyAsync(async () =>
    {
        var outcome = long.TryParse(plan, CultureInfo.InvariantCulture, out var id)
            ? await Admin.BindAsync(Actor, new PlanId(id), Region.Row.Id, size.Id, stopping.Token)
            : string.IsNullOrWhiteSpace(sale) ? new Refusal.Invalid("Sale", "Enter an amount.")
            : await Admin.AddAsync(Actor, new PlanForm(planName, Text(size.VCpus), Text(size.RamMb), Text(size.DiskGb ?? 0), Text(size.TransferGb ?? 0))
            {
                IsGlobal = false, Regions = [new PlanRegionForm(Region.Row.Id, true, size.Id)],
            }, sale, wholesale, stopping.Token);
        refused = outcome.Refusal;
        if (outcome.IsRefused && refused is not Refusal.Invalid) failure = F.Words(outcome.Refusal);
        if (outcome.IsRefused) return;
        selling = null;
        await ReadSizesAsync();
        await OnSynced.InvokeAsync();
    });

    private async Task WhileBusyAsync(Func<Task> work)
    {
        if (busy) return;
        busy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            busy = false;
        }
    }

    private string? Fault(string field) => refused is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private string Figures(BackendPlan size) => string.Join(", ", new[]
    {
        size.VCpus is { } cpus ? L["{0} vCPU", cpus].Value : null,
        size.RamMb is { } ram ? L["{0} RAM", Formats.Ram(ram)].Value : null,
        size.DiskGb is { } disk ? L["{0} disk", Formats.Gigabytes(disk)].Value : null,
        Hint(size),
        size.IsAvailable ? null : L["not available now"].Value,
    }.Where(t => t is not null));

    private string? Hint(BackendPlan size) => size.HourlyPrice is { } price
        ? L["the backend asks {0} {1} an hour", price.ToString("0.0###", CultureInfo.CurrentCulture), size.Currency ?? ""].Value.TrimEnd()
        : null;

    private string? Suggestion(BackendPlan size) => size.HourlyPrice is { } price
        ? L["The backend asks {0} {1}.", price.ToString("0.0###", CultureInfo.CurrentCulture), size.Currency ?? ""].Value
        : null;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }
}
