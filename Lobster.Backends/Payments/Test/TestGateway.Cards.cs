using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

// Saved cards, and the payments that are made from them.
public sealed partial class TestGateway
{
    /// <summary>The path of the page on which a developer chooses which card is saved.</summary>
    public static string CardPath(string reference) => "/dev/card/" + Uri.EscapeDataString(reference);

    /// <inheritdoc/>
    public Task<GatewayStart> BeginSavingAsync(string reference, PayingCustomer customer, CancellationToken cancellationToken)
    {
        var (setupId, customerId) = (TestCards.SetupId(reference), customer.CustomerId ?? $"cus_{customer.AccountId}");
        bank.Begin(setupId, customerId);
        var page = new Uri(customer.ReturnTo, $"{CardPath(reference)}?back={Uri.EscapeDataString(customer.ReturnTo.PathAndQuery)}");
        return Task.FromResult(new GatewayStart(page, setupId) { CustomerId = customerId });
    }

    /// <inheritdoc/>
    public Task<SavedCard?> FindSavedAsync(string setupId, CancellationToken cancellationToken) => Task.FromResult(bank.CardOf(setupId));

    /// <inheritdoc/>
    public Task<PaymentReport> ChargeAsync(Payment payment, SavedCard card, CancellationToken cancellationToken)
    {
        if (bank.Of(payment.Reference).Count == 0) bank.Note(Charged(payment, card));
        return Task.FromResult(TestReports.Sum(bank.Of(payment.Reference)));
    }

    /// <inheritdoc/>
    public Task ForgetAsync(SavedCard card, CancellationToken cancellationToken)
    {
        bank.Forget(card);
        return Task.CompletedTask;
    }

    // One id for each payment, so that two at once are one.
    private TestEvent Charged(Payment payment, SavedCard card)
    {
        var id = "evt_" + payment.Reference;
        return (bank.HasForgotten(card) ? "card_gone" : TestCards.ReasonOf(card)) is { } reason
            ? new TestEvent(id, "payment.declined", payment.Reference, reason)
            : new TestEvent(id, "payment.paid", payment.Reference, "ch_" + payment.Reference, payment.GrossMinor, payment.Currency, 0);
    }
}
