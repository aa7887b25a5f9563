using Lobster.Backends.Payments.Test;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Web.Components.Login;
using Lobster.Web.Payments;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Components.Dev.Pay;

/// <summary>The page of the test gateway, where a developer decides what becomes of a payment. Does not exist where the gateway does not.</summary>
public sealed partial class TestPayPage : FormPage
{
    private static readonly (TestOutcome Outcome, string Words)[] Outcomes =
    [
        (TestOutcome.Paid, "Pay"),
        (TestOutcome.PaidTwice, "Pay, and tell it twice"),
        (TestOutcome.Underpaid, "Pay too little"),
        (TestOutcome.Overpaid, "Pay too much"),
        (TestOutcome.Declined, "Decline"),
        (TestOutcome.Expired, "Let it expire"),
        (TestOutcome.PaidLate, "Let it expire, then pay"),
        (TestOutcome.Cancelled, "Cancel"),
        (TestOutcome.BadSignature, "Pay, with a wrong signature"),
        (TestOutcome.CallbackLost, "Pay, and lose the callback"),
        (TestOutcome.OutOfOrder, "Pay, after a refund of two fifths was told"),
    ];

    private static readonly (TestOutcome Outcome, string Words)[] Later =
    [
        (TestOutcome.RefundedInPart, "Refund two fifths"),
        (TestOutcome.RefundedInFull, "Refund the rest"),
        (TestOutcome.Disputed, "Dispute it"),
        (TestOutcome.DisputeWon, "Decide the dispute for the panel"),
        (TestOutcome.DisputeLost, "Decide the dispute against the panel"),
    ];

    private Payment? payment;
    private IReadOnlyList<int> answers = [];

    /// <summary>The payment's reference.</summary>
    [Parameter]
    public string Reference { get; set; } = "";

    /// <summary>Where the customer came from.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    [SupplyParameterFromForm(FormName = "pay", Name = "outcome")]
    private TestOutcome? Outcome { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private Transactions Transactions { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Services.GetService<TestGateway>() is not null)
            payment = await Transactions.ReadAsync(
                (db, token) => db.Payments.FirstOrDefaultAsync(p => p.Reference == Reference && p.Gateway == TestGateway.GatewayName, token), Stopping);
        if (payment is null) Navigation.NotFound();
    }

    private async Task PlayAsync()
    {
        if (payment is null || Outcome is not { } outcome) return;
        var webhook = Services.GetRequiredService<OwnAddress>().At("/webhooks/" + TestGateway.GatewayName);
        answers = await Services.GetRequiredService<TestGatewayPlayer>().PlayAsync(payment, outcome, webhook, Stopping);
        if (answers.All(a => a == StatusCodes.Status200OK)) Go(Back ?? Shared.Links.Billing);
    }
}
