using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>Why Stripe refused, by its own codes: what travels within a <see cref="BackendException"/> to those who can act on it. Holds nothing of the answer's body but codes and ids.</summary>
/// <param name="error">What Stripe said.</param>
internal sealed class StripeRefusal(StripeAnswerError error) : Exception($"Stripe refused: {error.Type} {error.Code} {error.DeclineCode}".TrimEnd())
{
    /// <summary>The kind of refusal; "card_error" is the bank's.</summary>
    public string? Type { get; } = error.Type;

    /// <summary>What is wrong.</summary>
    public string? Code { get; } = error.Code;

    /// <summary>Which parameter is wrong.</summary>
    public string? Param { get; } = error.Param;

    /// <summary>The bank's reason.</summary>
    public string? DeclineCode { get; } = error.DeclineCode;

    /// <summary>The bank's advice for another attempt.</summary>
    public string? AdviceCode { get; } = error.AdviceCode;

    /// <summary>The PaymentIntent that it is about.</summary>
    public string? IntentId { get; } = error.PaymentIntent?.Id;

    /// <summary>Whether it says that what a parameter names is not there.</summary>
    public bool IsMissing(string param) => Code == "resource_missing" && Param == param;

    /// <summary>The refusal behind a failure; null when it is none.</summary>
    public static StripeRefusal? Of(BackendException e) => e.InnerException as StripeRefusal;
}
