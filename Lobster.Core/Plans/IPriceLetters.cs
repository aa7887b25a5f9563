using Lobster.Core.Notifications;

namespace Lobster.Core.Plans;

/// <summary>Writes the e-mails about prices.</summary>
public interface IPriceLetters
{
    /// <summary>Tells that running machines will cost more.</summary>
    Task<Letter> RisesAsync(PriceRise rise);

    /// <summary>Tells that they will not after all.</summary>
    /// <param name="userName">Who reads it.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="at">From when on it would have been.</param>
    Task<Letter> CalledOffAsync(string userName, string plan, Instant at);
}
