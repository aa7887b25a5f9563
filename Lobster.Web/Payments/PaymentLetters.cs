using System.Net;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;

namespace Lobster.Web.Payments;

/// <summary>The letters about payments.</summary>
internal sealed class PaymentLetters : IPaymentLetters
{
    /// <inheritdoc/>
    public Task<Letter> ReceivedAsync(string userName, Payment payment)
    {
        var amount = MinorUnits.Text(payment.GrossMinor, payment.Currency);
        var subject = $"Payment of {amount} received";
        var text = $"Hello {userName}, your payment {payment.Reference} of {amount} has arrived. It is on your account now.";
        return Task.FromResult(new Letter(subject, $"<p>{WebUtility.HtmlEncode(text)}</p>", text + "\n"));
    }
}
