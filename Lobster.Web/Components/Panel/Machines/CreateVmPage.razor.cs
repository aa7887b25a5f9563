using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.SshKeys;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>The form of a new machine. A refusal stands beside its field; nothing that was typed or chosen is lost.</summary>
public sealed partial class CreateVmPage : MachinePage
{
    // Minted once: the same form sent twice makes one machine.
    private readonly Guid requestId = Guid.CreateVersion7();
    private readonly HashSet<SshKeyId> keys = [];
    private VmChoices? choices;
    private RegionChoice? region;
    private ImageChoice? image;
    private PlanFacts? plan;
    private ImageShelf shelf;
    private string name = "";
    private string? userData;
    private Refusal? refusal;
    private bool busy;

    /// <summary>A plan chosen on the way here.</summary>
    [SupplyParameterFromQuery(Name = "plan")]
    public long? PlanParameter { get; set; }

    /// <summary>Reads what there is to choose.</summary>
    [Inject]
    public required VmChoiceQueries Choices { get; init; }

    /// <summary>Creates it.</summary>
    [Inject]
    public required VmCreation Creation { get; init; }

    /// <summary>Limits and notices.</summary>
    [Inject]
    public required BillingOptions Options { get; init; }

    /// <summary>When notices go out.</summary>
    [Inject]
    public required StandingOptions Policy { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Goes to the new machine.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private IReadOnlyList<PlanFacts> Plans => region?.Plans ?? [];

    private Money? Rate => plan?.Hourly;

    private string KeyNames => string.Join(", ", choices!.Keys.Where(k => keys.Contains(k.Id)).Select(k => k.Name)) is { Length: > 0 } names ? names : "–";

    private string After => F.Lasts(new RunwayEnd(Account!.RunwayWith(Account.Burn + (Rate ?? Money.Zero)).Until));

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        choices = await Choices.ReadAsync(Actor, account.Id, Stopping);
        if (choices is null) return;
        // What was chosen stays chosen as long as it is still there.
        region = choices.Regions.FirstOrDefault(r => r.Id == region?.Id && r.Closed is null) ?? choices.Regions.FirstOrDefault(r => r.Closed is null);
        Settle(plan?.Id.Value ?? PlanParameter);
        if (!IsRead) keys.UnionWith(choices.Keys.Take(1).Select(k => k.Id));
    }

    private void Choose(RegionChoice chosen)
    {
        var wanted = image?.Name;
        region = chosen;
        Settle(plan?.Id.Value);
        image = OnShelf(shelf).FirstOrDefault(i => i.Name == wanted) ?? image;
    }

    private void Settle(long? planId)
    {
        plan = Plans.FirstOrDefault(p => p.Id.Value == planId) ?? Plans.FirstOrDefault(p => p.Name == plan?.Name) ?? (Plans.Count > 0 ? Plans[0] : null);
        var here = choices!.Images.Where(i => i.RegionId == region?.Id).ToList();
        image = here.FirstOrDefault(i => i.Id == image?.Id) ?? OnShelf(shelf).FirstOrDefault();
    }

    private void Show(ImageShelf kind) => shelf = kind;

    private IEnumerable<ImageChoice> OnShelf(ImageShelf kind) => choices!.Images.Where(i => i.RegionId == region?.Id && Shelf(i) == kind);

    private static ImageShelf Shelf(ImageChoice i) => i.Kind == ImageKind.Iso ? ImageShelf.Iso : i.IsOwn ? ImageShelf.Yours : ImageShelf.Public;

    private string ShelfName(ImageShelf kind) => (kind, OnShelf(kind).Count()) switch
    {
        (ImageShelf.Public, _) => L["Public"],
        (ImageShelf.Yours, 0) => L["Yours"],
        (ImageShelf.Yours, var n) => L["Yours {0}", n],
        (_, 0) => L["ISO"],
        (_, var n) => L["ISO {0}", n],
    };

    private string Describe(ImageChoice i)
    {
        var size = i.SizeMb is { } mb ? Formats.Stored(mb) : null;
        return i.IsOwn ? size is null ? L["Yours"] : L["Yours, {0}", size] : i.Description.Length > 0 ? i.Description : size ?? L["Template"];
    }

    private void Toggle(KeyChoice key)
    {
        if (!keys.Remove(key.Id)) keys.Add(key.Id);
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private void NameCorrected()
    {
        if (Fault("Name") is not null) refusal = null;
    }

    private string? Invalid(string field) => Fault(field) is null ? null : "true";

    private async Task CreateAsync()
    {
        if (busy || Account is null) return;
        refusal = region is null ? new Refusal.Invalid("Region", "Choose a region that takes new machines.")
            : image is null ? new Refusal.Invalid("Image", "Choose an image of this region.")
            : plan is null ? new Refusal.Invalid("Plan", "Choose a plan that is sold in this region.")
            : null;
        if (refusal is not null) return;
        busy = true;
        var form = new CreateVmForm(requestId, Account.Id, region!.Id, plan!.Id, image!.Id, name.Trim())
        {
            SshKeyIds = region.TakesSshKeys ? [.. keys] : [], UserData = region.TakesUserData && !string.IsNullOrWhiteSpace(userData) ? userData : null,
        };
        var outcome = await Creation.CreateAsync(Actor, form, Stopping);
        (refusal, busy) = (outcome.Refusal, !outcome.IsRefused);
        if (!outcome.IsRefused) Navigation.NavigateTo(Links.Vm(outcome.Value.Value));
    }
}
