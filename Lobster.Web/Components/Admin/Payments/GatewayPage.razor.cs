using System.Globalization;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Lobster.Web.Components.Admin.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Payments;

/// <summary>One payment provider: what customers see, its credentials, whether they work, and whether its calls arrive.</summary>
public sealed partial class GatewayPage : SellingPage
{
    private GatewayDetail? detail;
    private string? filledFor;
    private long? version;
    private string? label;
    private string? order = "0";
    private Dictionary<string, string> values = [];
    private bool isTesting;
    private GatewayCheck? check;
    private string? failure;

    /// <summary>The gateway's type.</summary>
    [Parameter]
    public string Type { get; set; } = "";

    /// <summary>Reads it.</summary>
    [Inject]
    public required GatewayQueries Queries { get; init; }

    /// <summary>Changes it.</summary>
    [Inject]
    public required GatewayAdmin Admin { get; init; }

    /// <summary>Asks its provider.</summary>
    [Inject]
    public required GatewayTest Test { get; init; }

    /// <summary>Processes calls again or sets them aside.</summary>
    [Inject]
    public required PaymentDesk Desk { get; init; }

    /// <summary>The gateways there are.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    private IReadOnlyList<Crumb> Path => [new(Words["Admin"], Links.Admin), new(Words["Ways to pay"], Links.AdminGateways)];

    private IGatewayFactory? Factory => Gateways.Factories.GetValueOrDefault(Type);

    private string FormTitle => Factory!.OptionFields.Any(f => f.Kind.IsSecret()) ? Words["Credentials"] : Words["Details"];

    private GatewayForm Form => new(Type, label, order, new Dictionary<string, string>(values));

    private string Kept => detail?.SecretsSetAt is { } at
        ? detail.SecretsSetBy is { } by ? Words["•••••••••••• set {0} by {1}", F.Day(at.Day), by] : Words["•••••••••••• set {0}", F.Day(at.Day)]
        : "••••••••••••";

    private IReadOnlyDictionary<string, string> Problems =>
        Refused is Refusal.Invalid invalid && invalid.Field.StartsWith(GatewayAdmin.OptionPrefix, StringComparison.Ordinal)
            ? new Dictionary<string, string> { [invalid.Field[GatewayAdmin.OptionPrefix.Length..]] = F.Words(invalid) }
            : new Dictionary<string, string>();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && Type != filledFor) await RefreshAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        detail = await Queries.FindAsync(Actor, Type, Stopping);
        if (detail is null || (IsRead && Type == filledFor)) return;
        (filledFor, version, Refused, check, failure) = (Type, detail.Version, null, null, null);
        label = detail.Version is null ? "" : detail.Label;
        (order, values) = (detail.SortOrder.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>(detail.Options));
    }

    private async Task SaveAsync()
    {
        if (!await DoAsync(() => Admin.SaveAsync(Actor, version, Form, Stopping))) return;
        filledFor = null;
        await RefreshAsync();
        Toasts.Say(Words["{0} is saved.", detail!.Name]);
    }

    private async Task OfferAsync(bool isOffered)
    {
        var was = detail!.IsOffered;
        if (await DoAsync(() => Admin.SetOfferedAsync(Actor, Type, isOffered, Stopping)) && was != isOffered) version++;
        await RefreshAsync();
    }

    private async Task AgainAsync(GatewayEventId id)
    {
        if (await DoAsync(() => Desk.ProcessAgainAsync(Actor, id, Stopping))) Toasts.Say(Words["It is processed again."]);
        await RefreshAsync();
    }

    private async Task AsideAsync(GatewayEventId id)
    {
        await DoAsync(() => Desk.SetAsideAsync(Actor, id, Stopping));
        await RefreshAsync();
    }

    private async Task TestAsync()
    {
        if (isTesting) return;
        (isTesting, check, failure) = (true, null, null);
        var outcome = await Test.RunAsync(Actor, Form, Stopping);
        (isTesting, check) = (false, outcome.Value);
        Refused = outcome.Refusal is Refusal.Invalid ? outcome.Refusal : null;
        failure = outcome.IsRefused ? F.Words(outcome.Refusal) : null;
    }
}
