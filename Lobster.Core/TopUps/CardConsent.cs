namespace Lobster.Core.TopUps;

/// <summary>What a customer agrees to when saving a card. A changed text is a new version; what was agreed to stays on record.</summary>
public static class CardConsent
{
    /// <summary>The version of <see cref="Text"/>.</summary>
    public const string Version = "2026-11";

    /// <summary>The text, also the key of its translation; {0} is the panel's name.</summary>
    public const string Text =
        "I allow {0} to keep this card at its payment provider and to charge it without me being there, by the rule for automatic top-up that I set here, until I switch it off or remove the card.";
}
