using Lobster.Core.Payments;
using Stripe;
using Stripe.Checkout;
using Refund = Lobster.Core.Payments.Refund;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>What we ask Stripe for. Pure, and the same for the same payment, since Stripe refuses an idempotency key with other words.</summary>
internal static class StripeRequests
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromHours(24);
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);

    /// <summary>A page on which one payment is paid.</summary>
    /// <exception cref="GatewayException">Stripe cannot take exactly that.</exception>
    public static SessionCreateOptions Pay(Payment payment, PayingCustomer customer, string customerId, StripeOptions options, DateTimeOffset now) => new()
    {
        Mode = "payment", ClientReferenceId = payment.Reference, Customer = customerId, Metadata = StripeMarks.Of(payment),
        LineItems =
        [
            new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = StripeAmounts.Lower(payment.Currency), UnitAmount = Amount(payment.GrossMinor, payment.Currency),
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = options.ProductName },
                },
            },
        ],
        // The session's marks do not come to its PaymentIntent and charge by themselves, where refunds and disputes lead.
        PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = StripeMarks.Of(payment), Description = $"{options.ProductName} ({payment.Reference})" },
        // Prices in the customer's own currency would make refunds and disputes come in that one.
        AdaptivePricing = new SessionAdaptivePricingOptions { Enabled = false },
        AllowedPaymentMethodTypes = options.OnlyCards ? ["card"] : null,
        // The page in the panel knows its payment without Stripe's id in the address.
        SuccessUrl = customer.ReturnTo.AbsoluteUri, CancelUrl = customer.ReturnTo.AbsoluteUri, ExpiresAt = ExpiresAt(payment, now),
    };

    /// <summary>A page on which a card is saved.</summary>
    public static SessionCreateOptions Save(string reference, PayingCustomer customer, string customerId) => new()
    {
        Mode = "setup", ClientReferenceId = reference, Customer = customerId, Metadata = Saving(reference, customer), AllowedPaymentMethodTypes = ["card"],
        SetupIntentData = new SessionSetupIntentDataOptions { Metadata = Saving(reference, customer) },
        SuccessUrl = customer.ReturnTo.AbsoluteUri, CancelUrl = customer.ReturnTo.AbsoluteUri,
    };

    /// <summary>A customer to be.</summary>
    public static CustomerCreateOptions Customer(PayingCustomer customer) => new()
    {
        Email = customer.Email, Metadata = new Dictionary<string, string> { [StripeMarks.Account] = customer.AccountId.ToString() },
    };

    /// <summary>A payment from a saved card while nobody is there to confirm it.</summary>
    /// <exception cref="GatewayException">Stripe cannot take exactly that.</exception>
    public static PaymentIntentCreateOptions Charge(Payment payment, SavedCard card, StripeOptions options)
    {
        var marks = StripeMarks.Of(payment);
        marks[StripeMarks.Kind] = StripeMarks.Automatic;
        return new PaymentIntentCreateOptions
        {
            Amount = Amount(payment.GrossMinor, payment.Currency), Currency = StripeAmounts.Lower(payment.Currency), Customer = card.CustomerId, PaymentMethod = card.MethodId,
            Confirm = true, OffSession = true, AllowedPaymentMethodTypes = ["card"], Metadata = marks, Description = $"{options.ProductName} ({payment.Reference})",
        };
    }

    /// <summary>A refund.</summary>
    /// <param name="payment">The payment, its money here.</param>
    /// <param name="refund">How much.</param>
    /// <param name="id">Our id of it.</param>
    /// <exception cref="GatewayException">Stripe cannot send exactly that.</exception>
    public static RefundCreateOptions Back(Payment payment, Refund refund, Guid id) => new()
    {
        PaymentIntent = payment.MoneyKey, Amount = Amount(refund.AmountMinor, payment.PaidCurrency ?? payment.Currency), Reason = "requested_by_customer",
        Metadata = new Dictionary<string, string>(StripeMarks.Of(payment)) { [StripeMarks.Refund] = id.ToString("D") },
    };

    /// <summary>The time within which a payment's session or PaymentIntent was made, if it was.</summary>
    public static DateRangeOptions MadeWithin(Payment payment, TimeSpan span)
    {
        var begun = payment.CreatedAt.ToDateTimeOffset().UtcDateTime;
        return new DateRangeOptions { GreaterThanOrEqual = begun - ClocksApart, LessThanOrEqual = begun + span };
    }

    /// <summary>How long after its payment a session can have been made: Stripe makes none that ends before it begins.</summary>
    public static TimeSpan SessionsWithin => OpenFor;

    /// <summary>
    /// When the page closes: counted from the payment, so that another begin says the same, and so that one which comes after Stripe has forgotten the idempotency key makes no second page.
    /// Stripe's own day where the business clock runs ahead, as it may for developers.
    /// </summary>
    private static DateTime? ExpiresAt(Payment payment, DateTimeOffset now)
    {
        var end = payment.CreatedAt.FloorToSecond().ToDateTimeOffset() + OpenFor;
        return end - now < LongestOpen ? end.UtcDateTime : null;
    }

    private static Dictionary<string, string> Saving(string reference, PayingCustomer customer) => new() { [StripeMarks.Saving] = reference, [StripeMarks.Account] = customer.AccountId.ToString() };

    private static long Amount(long minor, string currency) =>
        StripeAmounts.Write(minor, currency) ?? throw new GatewayException(GatewayErrorKind.Rejected, $"Stripe cannot move exactly {MinorUnits.Text(minor, currency)}.");
}
