namespace Lobster.Core.Payments;

/// <summary>A payment provider as an admin set it up, with its credentials.</summary>
public sealed class Gateway
{
    /// <summary>Its type ("stripe"), which is its key: there is one of each. It also stands in payments and in the path of its webhook.</summary>
    public required string Type { get; set; }

    /// <summary>What customers read on the button.</summary>
    public required string Label { get; set; }

    /// <summary>Whether customers may choose it. Calls are taken all the same, since old payments live on.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Place among the ways to pay, small first.</summary>
    public int SortOrder { get; set; }

    /// <summary>Options that are no secret, as a JSON object.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Secret options as an encrypted JSON object; null when there are none. Never shown again.</summary>
    public string? ProtectedSecrets { get; set; }

    /// <summary>When the secrets were last set (business clock).</summary>
    public Instant? SecretsSetAt { get; set; }

    /// <summary>Which user set the secrets.</summary>
    public long? SecretsSetBy { get; set; }

    /// <summary>When a genuine call last came (system clock); null when none ever did.</summary>
    public Instant? LastDeliveryAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
