using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Billing;

/// <summary>
/// One payment of the customer's own, and where the provider sends the browser back to. Coming back proves nothing: the page asks the provider once and then waits
/// for what the panel learns, live.
/// </summary>
public sealed partial class OnePaymentPage : MachinePage
{
    private PaymentShown? shown;
    private Refusal? refusal;
    private bool isAsking;
    private bool hasAsked;

    /// <summary>The payment.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>Reads it.</summary>
    [Inject]
    public required PaymentQueries Payments { get; init; }

    /// <summary>Asks its provider.</summary>
    [Inject]
    public required PaymentLookUps LookUps { get; init; }

    /// <summary>Knows what gateways are called.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    private IReadOnlyList<Crumb> Path => [new(L["Billing"], Links.Billing)];

    private bool IsOpen => shown is { Payment.State: PaymentState.Created or PaymentState.Pending };

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        shown = await Payments.FindAsync(Actor, new PaymentId(Id), Stopping);
        // A member of staff who looks at a customer's payment has a page of their own.
        if (shown is not null && shown.Payment.AccountId != account.Id) shown = null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (hasAsked || !IsOpen || shown!.Instructions.Count > 0) return;
        hasAsked = true;
        await AskAsync();
        StateHasChanged();
    }

    private async Task AskAsync()
    {
        if (isAsking) return;
        isAsking = true;
        refusal = (await LookUps.LookAsync(Actor, new PaymentId(Id), Stopping)).Refusal;
        isAsking = false;
        await RefreshAsync();
    }

    private string Title(Payment payment) => payment.State switch
    {
        PaymentState.Created or PaymentState.Pending => L["Waiting for your payment"],
        PaymentState.Completed => L["Paid"],
        PaymentState.Failed => L["It did not go through"],
        PaymentState.Expired => L["Its time is over"],
        PaymentState.Cancelled => L["Cancelled"],
        PaymentState.Review => L["We look at it"],
        PaymentState.Disputed => L["Your bank disputes it"],
        PaymentState.ChargedBack => L["Your bank took it back"],
        PaymentState.PartiallyRefunded => L["A part went back"],
        _ => L["It went back"],
    };

    private string Explain(Payment payment) => payment.State switch
    {
        PaymentState.Created or PaymentState.Pending when shown!.Instructions.Count > 0 => L["We credit it as soon as our bank has it. This page moves by itself."],
        PaymentState.Created or PaymentState.Pending => L["As soon as {0} tells us of it, the credit is on your account. This page moves by itself; you may also close it.", Gateways.NameOf(payment.Gateway)],
        PaymentState.Completed => L["{0} are on your account.", F.Credit(payment.Credit)],
        PaymentState.Failed => L["Nothing was charged."],
        PaymentState.Expired => L["Nothing was charged. If you pay it all the same, we look at it and write to you."],
        PaymentState.Cancelled => L["You gave it up; nothing was charged."],
        PaymentState.Review => L["Something about your payment does not fit what was asked for. Nothing is lost: a person decides, usually within a day."],
        PaymentState.Disputed => L["Until that is decided the credit is held. If it was a mistake, withdraw the dispute at your bank and write to us."],
        PaymentState.ChargedBack => L["The credit is gone from your account."],
        PaymentState.PartiallyRefunded => L["{0} went back to where it came from.", MinorUnits.Text(payment.RefundedMinor, payment.Currency)],
        _ => L["All of it went back to where it came from."],
    };
}
