namespace Lobster.Core.Payments;

/// <summary>A type of gateway as an admin sees it, set up or not.</summary>
/// <param name="Type">Its stable name.</param>
/// <param name="Name">The provider's name.</param>
/// <param name="Label">What customers read on the button.</param>
/// <param name="WhyNot">Why it cannot be used in this panel; null when it can.</param>
/// <param name="Version">The version of its row; null while it is not set up.</param>
public sealed record GatewayDetail(string Type, string Name, string Label, string? WhyNot, long? Version)
{
    /// <summary>Whether customers may choose it.</summary>
    public bool IsOffered { get; init; }

    /// <summary>Place among the ways to pay.</summary>
    public int SortOrder { get; init; }

    /// <summary>Plain options as stored.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The keys of the secrets that are set; never their values.</summary>
    public IReadOnlyList<string> SecretKeys { get; init; } = [];

    /// <summary>When the secrets were last set (business clock).</summary>
    public Instant? SecretsSetAt { get; init; }

    /// <summary>Who set them.</summary>
    public string? SecretsSetBy { get; init; }

    /// <summary>When a genuine call last came (system clock); null when none ever did.</summary>
    public Instant? LastDeliveryAt { get; init; }

    /// <summary>The latest genuine calls that could not be applied.</summary>
    public IReadOnlyList<GatewayEvent> Failed { get; init; } = [];

    /// <summary>How many calls were stored in the last seven days, by UTC day, the oldest first.</summary>
    public IReadOnlyList<DeliveryDay> Days { get; init; } = [];

    /// <summary>Why calls were turned away in the last seven days, the latest first.</summary>
    public IReadOnlyList<RejectedDeliveries> Rejected { get; init; } = [];
}
