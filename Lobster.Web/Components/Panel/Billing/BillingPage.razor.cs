using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.Standing;
using Lobster.Core.Tax;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Billing;

/// <summary>Credit, how long it lasts, adding to it, and every payment.</summary>
public sealed partial class BillingPage : MachinePage
{
    private Guid requestId = Guid.CreateVersion7();
    private CreditCourse course = new([], [], default, default);
    private List<CreditPoint> past = [];
    private List<CreditMark> marks = [];
    private PaymentPage payments = new([], 0);
    private IReadOnlyList<WayToPay> ways = [];
    private string text = "25.00";
    private string gateway = "";
    private TaxQuote? quote;
    private Refusal? refusal;
    private bool busy;

    /// <summary>Begins payments.</summary>
    [Inject]
    public required Deposits Deposits { get; init; }

    /// <summary>Knows the ways to pay.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    /// <summary>Makes links that leave the panel and come back.</summary>
    [Inject]
    internal PublicAddress Address { get; init; } = null!;

    /// <summary>Lists them.</summary>
    [Inject]
    public required PaymentQueries Payments { get; init; }

    /// <summary>Reads the course of the credit.</summary>
    [Inject]
    public required CreditQueries Credit { get; init; }

    /// <summary>Knows the tax.</summary>
    [Inject]
    public required TaxQuotes Taxes { get; init; }

    /// <summary>Limits of a deposit.</summary>
    [Inject]
    public required BillingOptions Options { get; init; }

    /// <summary>When notices go out.</summary>
    [Inject]
    public required StandingOptions Policy { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>How the currency is written.</summary>
    [Inject]
    public required PanelCurrency Currency { get; init; }

    /// <summary>Goes to the payment page.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Which page of payments.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private int Number => Math.Max(PageNumber ?? 1, 1);

    private RunwayEnd Runway => new(Account?.Runway.Until);

    private Money Least => Money.FromDecimal(Options.MinimumDeposit);

    private Money Most => Money.FromDecimal(Options.MaximumDeposit);

    private IEnumerable<Money> Presets => new long[] { 10, 25, 50 }.Select(Money.FromUnits).Where(p => p >= Least && p <= Most);

    private Money? Wanted => MoneyText.Read(text, out var amount) is null && amount >= Least && amount <= Most ? amount : null;

    private TaxAmount? Price => Wanted is { } net && MinorUnits.From(net, Options.Currency) is { } minor ? TaxAmount.On(minor, quote?.Decision ?? TaxDecision.None) : null;

    private string? Error => refusal is Refusal.Invalid invalid ? F.Words(invalid) : null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        ways = await Gateways.OfferedAsync(Stopping);
        gateway = ways.Count > 0 ? ways[0].Type : "";
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Account is not null) payments = await Payments.ListAsync(Actor, Account.Id, Number, Stopping);
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        course = await Credit.CourseAsync(Actor, account.Id, Stopping) ?? course;
        past = [.. course.Past.Select(p => new CreditPoint(p.At, p.Credit))];
        marks = [.. course.Added.Where(a => a.Kind is EntryKind.Payment or EntryKind.Promo).TakeLast(3).Select(a => new CreditMark(a.At, a.Amount, a.Gateway ?? L["credit"]))];
        payments = await Payments.ListAsync(Actor, account.Id, Number, Stopping);
        quote = await Taxes.ForAsync(Actor, account.Id, Stopping);
    }

    private Runway After(Money amount) => Account!.Runway with { Credit = Account.Credit + amount };

    private string Gain(Money amount)
    {
        if (Account is not { Burn: { IsPositive: true } burn }) return "";
        var gained = TimeSpan.FromSeconds(new Runway(amount, burn, F.Now).SecondsLeft ?? 0);
        return gained.TotalDays >= 10 ? L["+{0} d", (long)gained.TotalDays] : L["+{0}", F.Remaining(gained)];
    }

    private void Choose(Money preset) => (text, refusal) = (preset.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture), null);

    private async Task PayAsync()
    {
        if (busy || Account is null) return;
        if (MoneyText.Read(text, out var amount) is { } problem)
        {
            refusal = new Refusal.Invalid("Amount", problem);
            return;
        }

        busy = true;
        var root = Address.Known ?? Navigation.BaseUri.TrimEnd('/');
        var outcome = await Deposits.BeginAsync(Actor, new DepositRequest(requestId, Account.Id, amount, gateway, Price?.GrossMinor), id => new Uri(root + Links.Payment(id)), Stopping);
        (busy, refusal) = (false, outcome.Refusal);
        if (outcome.IsRefused)
        {
            // Perhaps the tax is another one than was shown.
            quote = await Taxes.ForAsync(Actor, Account.Id, Stopping);
            return;
        }

        requestId = Guid.CreateVersion7();
        Navigation.NavigateTo(outcome.Value.ToString(), forceLoad: true);
    }

    private string Label(Payment payment)
    {
        var way = ways.FirstOrDefault(w => w.Type == payment.Gateway)?.Label ?? Gateways.NameOf(payment.Gateway);
        return payment.IsAutomatic ? L["{0}, automatic", way] : way;
    }
}
