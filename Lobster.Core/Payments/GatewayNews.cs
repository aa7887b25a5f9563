namespace Lobster.Core.Payments;

/// <summary>What a genuine call is about.</summary>
public abstract record GatewayNews
{
    private GatewayNews()
    {
    }

    /// <summary>A payment.</summary>
    /// <param name="Clue">Which one.</param>
    /// <param name="Report">What it tells, where the call itself may be believed; null: look the payment up.</param>
    public sealed record About(PaymentClue Clue, PaymentReport? Report) : GatewayNews;

    /// <summary>A customer has saved a card.</summary>
    /// <param name="SetupId">The provider's id of the saving (<see cref="GatewayStart.GatewayId"/>).</param>
    public sealed record CardSaved(string SetupId) : GatewayNews;

    /// <summary>Genuine, and nothing for us.</summary>
    /// <param name="What">What it was, for an admin.</param>
    public sealed record Irrelevant(string What) : GatewayNews;
}
