using System.Net.Http.Headers;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>Plays an outcome of a test payment: posts what a gateway would post, signed, to the panel's own webhook.</summary>
/// <param name="gateway">Writes and signs.</param>
/// <param name="http">Posts.</param>
public sealed class TestGatewayPlayer(TestGateway gateway, HttpClient http)
{
    /// <summary>Posts the callbacks of an outcome, one after the other.</summary>
    /// <param name="payment">The payment as stored.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="webhook">Where the panel takes callbacks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The panel's answers, in order.</returns>
    public async Task<IReadOnlyList<int>> PlayAsync(Payment payment, TestOutcome outcome, Uri webhook, CancellationToken cancellationToken = default)
    {
        var answers = new List<int>();
        foreach (var e in Script(payment, outcome))
        {
            var (body, signature) = gateway.Write(e);
            if (outcome == TestOutcome.BadSignature) signature = signature[..^1] + (signature[^1] == '0' ? '1' : '0');
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            content.Headers.Add(TestGateway.SignatureHeader, signature);
            using var answer = await http.PostAsync(webhook, content, cancellationToken);
            answers.Add((int)answer.StatusCode);
        }
        return answers;
    }

    /// <summary>The events of an outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such outcome.</exception>
    public static IReadOnlyList<TestEvent> Script(Payment payment, TestOutcome outcome)
    {
        var paid = Paid(payment, payment.GrossMinor);
        return outcome switch
        {
            TestOutcome.Paid or TestOutcome.BadSignature => [paid],
            TestOutcome.PaidTwice => [paid, paid],
            TestOutcome.Underpaid => [Paid(payment, Math.Max(1, payment.GrossMinor - 100))],
            TestOutcome.Overpaid => [Paid(payment, payment.GrossMinor + 100)],
            TestOutcome.Declined => [Ended(payment, "declined")],
            TestOutcome.Expired => [Ended(payment, "expired")],
            TestOutcome.PaidLate => [Ended(payment, "expired"), paid],
            TestOutcome.Cancelled => [Ended(payment, "cancelled")],
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
        };
    }

    private static TestEvent Paid(Payment payment, long amount) =>
        new(NewId("evt"), "payment.paid", payment.Reference, NewId("ch"), amount, payment.Currency, 0);

    private static TestEvent Ended(Payment payment, string how) => new(NewId("evt"), "payment." + how, payment.Reference);

    private static string NewId(string kind) => $"{kind}_{Guid.CreateVersion7():N}";
}
