using Lobster.Core.Payments;

namespace Lobster.Core.TopUps;

/// <summary>The ways to pay, among those that customers may choose from, that can keep a card. Safe from many threads.</summary>
public sealed class CardGateways(PaymentGateways gateways)
{
    /// <summary>All of them, in the customers' order; one whose settings cannot be read is left out.</summary>
    public async Task<IReadOnlyList<WayToPay>> OfferedAsync(CancellationToken cancellationToken = default)
    {
        var ways = new List<WayToPay>();
        foreach (var way in await gateways.OfferedAsync(cancellationToken))
            if (await FindAsync(way.Type, cancellationToken) is not null) ways.Add(way);
        return ways;
    }

    /// <summary>The gateway of a type as a keeper of cards, offered or not; null when it is none, or its settings cannot be read at the moment.</summary>
    internal async Task<ISavedCards?> FindAsync(string type, CancellationToken cancellationToken)
    {
        try
        {
            return await gateways.FindAsync(type, cancellationToken) as ISavedCards;
        }
        catch (GatewayException)
        {
            return null;
        }
    }
}
