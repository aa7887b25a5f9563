using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Charging;

/// <summary>What was charged in a month: each machine, each day, and the receipt of any hour. All of it is in the address.</summary>
public sealed partial class ChargesPage : MachinePage
{
    private MonthCharges? month;
    private MachineDays? days;
    private HourReceipt? receipt;
    private IReadOnlyList<ImageCharges> images = [];
    private IReadOnlyList<TransferLineView> transfer = [];
    private StorageReceipt? storageReceipt;

    /// <summary>Reads charges.</summary>
    [Inject]
    public required ChargeQueries Charges { get; init; }

    /// <summary>Reads storage charges.</summary>
    [Inject]
    public required StorageQueries Storage { get; init; }

    /// <summary>Reads transfer charges.</summary>
    [Inject]
    public required TransferQueries Transfer { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Goes to other months, machines and hours.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Which month, "2026-11"; this one when empty.</summary>
    [SupplyParameterFromQuery(Name = "month")]
    public string? MonthText { get; set; }

    /// <summary>The machine whose days are open.</summary>
    [SupplyParameterFromQuery(Name = "vm")]
    public long? VmNumber { get; set; }

    /// <summary>The interval whose receipt is open.</summary>
    [SupplyParameterFromQuery(Name = "hour")]
    public long? HourNumber { get; set; }

    /// <summary>The image whose days are open.</summary>
    [SupplyParameterFromQuery(Name = "image")]
    public long? ImageNumber { get; set; }

    /// <summary>The hour of storage whose receipt is open.</summary>
    [SupplyParameterFromQuery(Name = "stored")]
    public long? StoredNumber { get; set; }

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private DateOnly Shown => MonthWalk.Read(MonthText, F.Now.Day);

    private bool IsThisMonth => Shown.Year == F.Now.Day.Year && Shown.Month == F.Now.Day.Month;

    private bool IsEmpty => month is { Machines.Count: 0 } && month.Total == Money.Zero && images.Count == 0 && transfer.Count == 0;

    private string LastDay => Shown.AddMonths(1).AddDays(-1).ToString("d MMMM", Culture);

    private IReadOnlyList<Crumb> Crumbs => [new Crumb(L["Billing"], Links.Billing)];

    private string? Sub => month?.ChargedTo is { } to && IsThisMonth ? L["Charged to {0}", F.LongDateUtc(to)].Value : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Account is not null) await ReadAsync(Account);
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        month = await Charges.MonthAsync(Actor, account.Id, Shown, Stopping);
        days = VmNumber is { } vm ? await Charges.DaysAsync(Actor, new VmId(vm), Shown, Stopping) : null;
        receipt = VmNumber is { } of && HourNumber is { } hour ? await Charges.ReceiptAsync(Actor, new VmId(of), hour, Stopping) : null;
        images = await Storage.MonthAsync(Actor, account.Id, Shown, Stopping);
        transfer = await Transfer.LinesAsync(Actor, account.Id, Shown, Stopping);
        storageReceipt = ImageNumber is { } image && StoredNumber is { } stored ? await Storage.ReceiptAsync(Actor, new ImageId(image), stored, Stopping) : null;
    }

    private IEnumerable<ChargedDay> Days() => (days?.Lines ?? []).GroupBy(l => l.Day).OrderByDescending(g => g.Key).Select(Draw);

    private ChargedDay Draw(IGrouping<DateOnly, VmChargeLine> lines)
    {
        var midnight = Instant.StartOf(lines.Key);
        var starts = lines.SelectMany(l => l.Starts.Select(s => (Start: s, l.Rate))).ToLookup(s => (int)((s.Start.Micros - midnight.Micros) / 3_600_000_000L));
        var ticks = Enumerable.Range(0, 24).Select(hour => starts[hour].Any()
            ? new HourTick(HourKind.Charged, L["{0}, {1}", F.TimeUtc(starts[hour].First().Start), F.Fine(starts[hour].First().Rate)])
            : new HourTick(Blank(midnight, hour), L["Nothing charged"])).ToList();
        var numbers = Enumerable.Range(0, 24).Select(hour => starts[hour].Any() ? days!.NumberOf(starts[hour].First().Start) : (long?)null).ToList();
        var selected = HourNumber is { } open ? numbers.IndexOf(open) : -1;
        return new ChargedDay(
            lines.Key, ticks, numbers, lines.Sum(l => l.Intervals), lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net), selected < 0 ? null : selected);
    }

    private HourKind Blank(Instant midnight, int hour)
    {
        var (begin, end) = (midnight + TimeSpan.FromHours(hour), midnight + TimeSpan.FromHours(hour + 1));
        if (end <= days!.Start || (days.End is { } over && begin >= over)) return HourKind.None;
        return begin > days.Now ? HourKind.Ahead : HourKind.Now;
    }

    private void Open(ChargedDay day, int hour)
    {
        if (day.Numbers[hour] is { } number) Go(Links.ChargesOf(Shown, VmNumber, number));
    }

    private void Go(string address) => Navigation.NavigateTo(address);

    private string Hours(long intervals) => L["{0} machine hours", Formats.Count((long)(intervals * Charges.Interval.TotalHours))];

    private string When(Instant from, Instant until) =>
        L["{0} to {1} UTC", from.ToDateTimeOffset().ToString("ddd d MMM yyyy, HH:mm", Culture), until.ToDateTimeOffset().ToString("HH:mm", Culture)];

    private IEnumerable<ReceiptLine> Corrected(IEnumerable<LineCorrection> corrections) => corrections.Select(c => new ReceiptLine(
        c.Amount.IsPositive ? L["Given back of that line, {0}: {1}", F.Day(c.At.Day), c.Reason] : L["Taken later for that line, {0}: {1}", F.Day(c.At.Day), c.Reason],
        F.Exact(c.Amount.IsPositive ? c.Amount : -c.Amount)));

    private IReadOnlyList<IReadOnlyList<ReceiptLine>> Parts(StorageReceipt of) =>
    [
        [new(L["Image"], of.Image, Href: Links.Images), new(L["Region"], of.Region), new(L["Its hour number"], Formats.Count(of.Number))],
        [
            new(L["Price {0}, since {1}", of.PriceNumber, F.Day(of.PriceFrom.Day)], L["{0} a GB and hour", F.UnitPrice(of.PerGbHour)]),
            new(L["Size"], L["× {0} MB ÷ 1024", of.SizeMb]), new(L["Charged"], F.Exact(of.Amount), Total: true),
        ],
        [new(L["In the line of {0}", F.Day(of.Line.Day)], L["{0} h, {1}", of.Line.Hours, F.Fine(of.Line.Amount)]), .. Corrected(of.Corrections), new(L["Ledger entry"], of.EntryId.ToString()), new(L["Posted"], F.TimeUtc(of.PostedAt))],
    ];

    private IReadOnlyList<IReadOnlyList<ReceiptLine>> Parts(HourReceipt of)
    {
        List<ReceiptLine> price = [new(L["Price {0}, since {1}", of.PriceNumber, F.Day(of.PriceFrom.Day)], F.Rate(of.Hourly)), new(L["Hours"], L["× {0}", (of.Until - of.From).TotalHours])];
        if (of.Factor != 1000) price.Add(new(L["Power policy"], L["× {0}", of.Factor / 1000m]));
        price.Add(new(L["Charged"], F.Exact(of.Amount), Total: true));
        return
        [
            [new(L["Machine"], of.Machine, Href: Links.Vm(of.VmId.Value)), new(L["Plan"], L["{0} in {1}", of.Plan, of.Region]), new(L["Its hour number"], Formats.Count(of.Number))],
            price,
            [new(L["In the line of {0}", F.Day(of.Line.Day)], L["{0} h, {1}", of.Line.Intervals, F.Fine(of.Line.Amount)]), .. Corrected(of.Corrections), new(L["Ledger entry"], of.EntryId.ToString()), new(L["Posted"], F.TimeUtc(of.PostedAt))],
        ];
    }
}
