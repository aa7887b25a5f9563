namespace Lobster.Core.TopUps;

/// <summary>What an e-mail about automatic top-up is made of.</summary>
/// <param name="Kind">What it tells.</param>
public sealed record TopUpNews(TopUpNewsKind Kind)
{
    /// <summary>The card, such as "Visa 4242"; empty where it is about none.</summary>
    public string Card { get; init; } = "";

    /// <summary>How much it is about, with its currency; empty where it is about none.</summary>
    public string Amount { get; init; } = "";

    /// <summary>When it goes on (business clock); null where it does not.</summary>
    public Instant? Until { get; init; }

    /// <summary>What staff wrote; null where they did not.</summary>
    public string? Reason { get; init; }
}
