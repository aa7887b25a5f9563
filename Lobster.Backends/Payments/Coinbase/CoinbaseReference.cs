using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>Our reference as it stands in a checkout: <c>lobster_payment_id</c> says <c>pay_…</c> for <c>lobster-pay_…</c>.</summary>
internal static class CoinbaseReference
{
    private const string Lobster = "lobster-";

    /// <summary>The value for a reference.</summary>
    public static string Write(string reference) => reference.StartsWith(Lobster, StringComparison.Ordinal) ? reference[Lobster.Length..] : reference;

    /// <summary>The reference of a checkout's metadata; null when there is none.</summary>
    public static string? Read(CoinbaseMetadata? metadata) => metadata?.PaymentId is { Length: > 0 } id
        ? id.StartsWith(Payment.ReferencePrefix[Lobster.Length..], StringComparison.Ordinal) ? Lobster + id : id
        : null;
}
