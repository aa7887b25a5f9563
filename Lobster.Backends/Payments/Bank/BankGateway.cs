using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Bank;

/// <summary>
/// Payments by bank transfer: the customer is told what to enter at the bank, and staff record what comes. No provider calls, and nothing can be looked up but that
/// its time is over.
/// </summary>
internal sealed class BankGateway(FilledForm form, BusinessClock clock) : IPaymentGateway, IInstructions
{
    public Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayStart(customer.ReturnTo, BankReference.Of(payment.Id)));

    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult<WebhookVerdict>(new WebhookVerdict.Rejected("a bank does not call"));

    public GatewayNews Read(WebhookCall call) => new GatewayNews.Irrelevant("A bank does not call.");

    public Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        var isOver = payment.MoneyKey is null && clock.Now - payment.CreatedAt > TimeSpan.FromDays(form.Number("days"));
        return Task.FromResult(isOver ? new PaymentReport { End = new ReportedEnd(PaymentState.Expired, $"No transfer was recorded within {form.Number("days")} days.") } : null);
    }

    public Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new GatewayCheck(form.Text("holder"), []));

    public IReadOnlyList<PayInstruction> For(Payment payment)
    {
        var lines = new List<PayInstruction>
        {
            new("Amount", MinorUnits.Text(payment.GrossMinor, payment.Currency)), new("Account holder", form.Text("holder")), new("IBAN or account number", form.Text("account")),
        };
        if (form.TextOrNull("bic") is { } bic) lines.Add(new("BIC or bank code", bic));
        if (form.TextOrNull("bank") is { } bank) lines.Add(new("Bank", bank));
        lines.Add(new("Reference", payment.GatewayId ?? BankReference.Of(payment.Id)));
        if (form.TextOrNull("text") is { } text) lines.Add(new("Please note", text));
        return lines;
    }
}
