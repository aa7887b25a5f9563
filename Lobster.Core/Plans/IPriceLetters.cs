using Lobster.Core.Notifications;

namespace Lobster.Core.Plans;

/// <summary>Writes the e-mails about prices.</summary>
public interface IPriceLetters
{
    /// <summary>Tells that running machines will cost more.</summary>
    Task<Letter> RisesAsync(PriceRise rise);
}
