using System.Net.Http.Headers;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>Plays an outcome of a test payment: notes it in the bank and posts what a gateway would post, signed, to the panel's own webhook.</summary>
/// <param name="gateway">Writes and signs.</param>
/// <param name="bank">Remembers.</param>
/// <param name="http">Posts.</param>
public sealed class TestGatewayPlayer(TestGateway gateway, TestBank bank, HttpClient http)
{
    /// <summary>Posts the callbacks of an outcome, one after the other.</summary>
    /// <param name="payment">The payment as stored.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="webhook">Where the panel takes callbacks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The panel's answers, in order; none where the callback is lost.</returns>
    public async Task<IReadOnlyList<int>> PlayAsync(Payment payment, TestOutcome outcome, Uri webhook, CancellationToken cancellationToken = default)
    {
        var answers = new List<int>();
        foreach (var e in Script(payment, outcome))
        {
            // What a call with a wrong signature tells has not happened.
            if (outcome != TestOutcome.BadSignature) bank.Note(e);
            if (outcome == TestOutcome.CallbackLost) continue;
            var (body, signature) = gateway.Write(e);
            if (outcome == TestOutcome.BadSignature) signature = signature[..^1] + (signature[^1] == '0' ? '1' : '0');
            answers.Add(await PostAsync(body, signature, webhook, cancellationToken));
        }
        return answers;
    }

    /// <summary>A customer saves a card on the gateway's page; the panel is told.</summary>
    /// <param name="reference">The panel's reference of the saving.</param>
    /// <param name="mind">What the card's bank says to charges.</param>
    /// <param name="webhook">Where the panel takes callbacks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The panel's answer.</returns>
    public async Task<int> SaveAsync(string reference, TestCard mind, Uri webhook, CancellationToken cancellationToken = default)
    {
        var setupId = TestCards.SetupId(reference);
        bank.Save(setupId, mind);
        var (body, signature) = gateway.Write(new TestEvent("evt_" + setupId, TestEvent.CardSaved, setupId));
        return await PostAsync(body, signature, webhook, cancellationToken);
    }

    /// <summary>The events of an outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such outcome.</exception>
    public static IReadOnlyList<TestEvent> Script(Payment payment, TestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var paid = Paid(payment, payment.GrossMinor);
        return outcome switch
        {
            TestOutcome.Paid or TestOutcome.BadSignature or TestOutcome.CallbackLost => [paid],
            TestOutcome.PaidTwice => [paid, paid],
            TestOutcome.Underpaid => [Paid(payment, Math.Max(1, payment.GrossMinor - 100))],
            TestOutcome.Overpaid => [Paid(payment, payment.GrossMinor + 100)],
            TestOutcome.Declined => [Ended(payment, "declined")],
            TestOutcome.Expired => [Ended(payment, "expired")],
            TestOutcome.PaidLate => [Ended(payment, "expired"), paid],
            TestOutcome.Cancelled => [Ended(payment, "cancelled")],
            TestOutcome.OutOfOrder => [Refunded(payment, Part(payment)), paid],
            TestOutcome.RefundedInPart => [Refunded(payment, Part(payment))],
            TestOutcome.RefundedInFull => [Refunded(payment, payment.GrossMinor - payment.RefundedMinor)],
            TestOutcome.Disputed => [Disputed(payment, "opened")],
            TestOutcome.DisputeWon => [Disputed(payment, "won")],
            TestOutcome.DisputeLost => [Disputed(payment, "lost")],
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
        };
    }

    private async Task<int> PostAsync(byte[] body, string signature, Uri webhook, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add(TestGateway.SignatureHeader, signature);
        using var answer = await http.PostAsync(webhook, content, cancellationToken);
        return (int)answer.StatusCode;
    }

    private static long Part(Payment payment) => Math.Max(1, payment.GrossMinor * 2 / 5);

    private static TestEvent Paid(Payment payment, long amount) =>
        new(NewId("evt"), "payment.paid", payment.Reference, NewId("ch"), amount, payment.Currency, 0);

    private static TestEvent Ended(Payment payment, string how) => new(NewId("evt"), "payment." + how, payment.Reference);

    private static TestEvent Refunded(Payment payment, long amount) => new(NewId("evt"), "refund.completed", payment.Reference, NewId("re"), amount);

    // One dispute a payment, so that opening and deciding it are about the same.
    private static TestEvent Disputed(Payment payment, string how) => new(NewId("evt"), "dispute." + how, payment.Reference, "dp_" + payment.Reference, payment.GrossMinor);

    private static string NewId(string kind) => $"{kind}_{Guid.CreateVersion7():N}";
}
