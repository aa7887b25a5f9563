using Lobster.Core.Accounts;
using Lobster.Core.Payments;

namespace Lobster.Core.TopUps;

/// <summary>
/// The saving of a card with the consent to it, from its begin to when the provider has forgotten the card. Written before the provider is asked. An account has one
/// card at a time; the database holds that.
/// </summary>
public sealed class CardOnFile
{
    /// <summary>What every reference begins with.</summary>
    public const string ReferencePrefix = "lobster-card_";

    /// <summary>Its number.</summary>
    public CardId Id { get; set; }

    /// <summary>Whose card.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Which gateway keeps it ("stripe").</summary>
    public required string Gateway { get; set; }

    /// <summary>The request that began it, unique.</summary>
    public Guid RequestId { get; set; }

    /// <summary>What the provider is told: opaque, unique, letters, digits, "-" and "_" only.</summary>
    public required string Reference { get; set; }

    /// <summary>The provider's id of the saving, unique within the gateway; null until it has told.</summary>
    public string? SetupId { get; set; }

    /// <summary>The account's number at the provider; null until it has told.</summary>
    public string? CustomerId { get; set; }

    /// <summary>The provider's id of the card, unique within the gateway; null until it is saved.</summary>
    public string? MethodId { get; set; }

    /// <summary>Such as "visa"; null until it is saved.</summary>
    public string? Brand { get; set; }

    /// <summary>The last four digits; null until it is saved.</summary>
    public string? Last4 { get; set; }

    /// <summary>1 to 12; null until it is saved.</summary>
    public int? ExpiryMonth { get; set; }

    /// <summary>Four digits; null until it is saved.</summary>
    public int? ExpiryYear { get; set; }

    /// <summary>Which text was agreed to (<see cref="CardConsent"/>).</summary>
    public required string ConsentVersion { get; set; }

    /// <summary>When it was agreed to (business clock).</summary>
    public Instant ConsentAt { get; set; }

    /// <summary>Which user agreed.</summary>
    public long ConsentBy { get; set; }

    /// <summary>From which network address; null when unknown.</summary>
    public string? ConsentAddress { get; set; }

    /// <summary>When the provider had the card (business clock); null until then.</summary>
    public Instant? SavedAt { get; set; }

    /// <summary>When it was removed or replaced, or its saving given up (business clock); null while it may be charged.</summary>
    public Instant? RemovedAt { get; set; }

    /// <summary>When the provider is to be told to forget it (system clock); null when there is nothing to tell.</summary>
    public Instant? ForgetAt { get; set; }

    /// <summary>How often the provider was told.</summary>
    public int Forgets { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }

    /// <summary>The card as people know it, such as "Visa 4242"; empty until it is saved.</summary>
    public string Title => Last4 is null ? "" : $"{BrandName} {Last4}";

    private string BrandName => Brand switch
    {
        null or "" or "unknown" => "Card",
        "amex" => "American Express",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        var other => char.ToUpperInvariant(other[0]) + other[1..],
    };

    /// <summary>The card as the contract of gateways knows it.</summary>
    /// <exception cref="InvalidOperationException">It was not saved.</exception>
    public SavedCard ToSavedCard() => this is { CustomerId: { } customer, MethodId: { } method, Brand: { } brand, Last4: { } last4, ExpiryMonth: { } month, ExpiryYear: { } year }
        ? new SavedCard(customer, method, brand, last4, month, year)
        : throw new InvalidOperationException("This card was not saved.");
}
