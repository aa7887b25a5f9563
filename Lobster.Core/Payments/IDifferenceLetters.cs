using Lobster.Core.Notifications;

namespace Lobster.Core.Payments;

/// <summary>Writes the e-mail that tells staff what providers and their calls told differently. Called inside a transaction, so that it neither waits nor touches the database.</summary>
public interface IDifferenceLetters
{
    /// <summary>The letter.</summary>
    /// <param name="userName">To whom.</param>
    /// <param name="day">The day in UTC on which it was found.</param>
    /// <param name="found">What was found, the newest first; at least one.</param>
    Task<Letter> WriteAsync(string userName, DateOnly day, IReadOnlyList<PaymentDifference> found);
}
