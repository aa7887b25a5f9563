using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Ledger;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Outlined = MudBlazor.Icons.Material.Outlined;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>The customer's overview: what needs them, how long the credit lasts, what runs and what goes on.</summary>
public sealed partial class OverviewPage : MachinePage
{
    private const int MachinesShown = 10;
    private VmList list = VmList.Empty;
    private IReadOnlyList<OperationView> operations = [];
    private IReadOnlyList<PoolView> pools = [];
    private CreditCourse course = new([], [], default, default);
    private List<CreditPoint> past = [];
    private List<CreditMark> marks = [];
    private List<Attention> attention = [];

    /// <summary>Reads the machines.</summary>
    [Inject]
    public required VmListQueries Machines { get; init; }

    /// <summary>Reads what goes on.</summary>
    [Inject]
    public required OperationQueries Operations { get; init; }

    /// <summary>Reads the course of the credit.</summary>
    [Inject]
    public required CreditQueries Credit { get; init; }

    /// <summary>Reads the transfer pools.</summary>
    [Inject]
    public required TransferQueries Transfer { get; init; }

    /// <summary>When notices go out.</summary>
    [Inject]
    public required StandingOptions Policy { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    private RunwayEnd Runway => new(Account?.Runway.Until);

    private DateTimeOffset Here => TimeZoneInfo.ConvertTime(F.Now.ToDateTimeOffset(), F.Zone);

    private string MonthName => F.Now.ToDateTimeOffset().ToString("MMMM", CultureInfo.CurrentCulture);

    private string Greeting => Here.Hour switch
    {
        < 5 => L["Good evening, {0}", UserName],
        < 12 => L["Good morning, {0}", UserName],
        < 18 => L["Good afternoon, {0}", UserName],
        _ => L["Good evening, {0}", UserName],
    };

    // The banner over every page tells what a held account needs.
    private bool IsHeld => Account?.Standing is { State: StandingState.Suspended or StandingState.Terminated };

    private bool IsOwing => Account is { Credit.IsNegative: true, Burn.IsPositive: false };

    private string? Sub => !IsRead || Account is null ? null : (attention.Count + (IsHeld ? 1 : 0)) switch
    {
        0 => L["{0}. Nothing needs you.", F.LongDateUtc(F.Now)].Value,
        1 => L["{0}. One thing needs you.", F.LongDateUtc(F.Now)].Value,
        var n => L["{0}. {1} things need you.", F.LongDateUtc(F.Now), n].Value,
    };

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        list = await Machines.ListAsync(Actor, account.Id, new VmFilter(Order: VmOrder.Created, IsDescending: true, Size: MachinesShown), Stopping);
        operations = await Operations.ActiveAsync(Actor, account.Id, Stopping);
        pools = await Transfer.PoolsAsync(Actor, account.Id, Stopping);
        course = await Credit.CourseAsync(Actor, account.Id, Stopping) ?? course;
        past = [.. course.Past.Select(p => new CreditPoint(p.At, p.Credit))];
        marks = [.. course.Added.Where(a => a.Kind is EntryKind.Payment or EntryKind.Promo).TakeLast(3).Select(a => new CreditMark(a.At, a.Amount, a.Gateway ?? L["credit"]))];
        var failed = await Machines.ListAsync(Actor, account.Id, new VmFilter(Shown: VmShown.Error, Size: 5), Stopping);
        attention = [.. Money(account), .. failed.Rows.Select(Failed)];
    }

    private IEnumerable<Attention> Money(AccountSummary account)
    {
        if (IsHeld) yield break;
        if (account.Closed is { } closed)
            yield return new Attention(Tone.Bad, Outlined.PauseCircleOutline, L["Paused"], L["Changes are paused"], F.Words(closed), Links.Billing, L["Billing"]);
        else if (IsOwing || (account.Credit <= Core.Money.Zero && account.Burn > Core.Money.Zero && account.Standing is not { State: StandingState.LowCredit }))
            yield return new Attention(Tone.Bad, Outlined.Schedule, L["Used up"], L["Your credit is used up"], L["Nothing can be created or started until there is credit again."], Links.Billing, L["Add credit"]);
        else if (account.Runway.SecondsLeft is { } seconds && seconds < Policy.NotifyHours * 3600L)
            yield return new Attention(
                Tone.Warning, Outlined.Schedule, F.Left(Runway), L["Credit is low"],
                L["It lasts until {0} at {1}.", F.Until(Runway), F.RateInText(account.Burn)], Links.Billing, L["Add credit"]);
    }

    private Attention Failed(VmRow vm) => new(
        Tone.Bad, Outlined.ErrorOutline, L["Error"], L["{0} could not be created", vm.Name], vm.Error ?? L["Nothing was charged."], Links.Vm(vm.Id.Value), L["Look"]);

    private string Rate(VmRow vm) => vm.HourlyRate == Core.Money.Zero ? "–" : F.Fine(vm.HourlyRate);
}
