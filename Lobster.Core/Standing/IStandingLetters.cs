using Lobster.Core.Notifications;

namespace Lobster.Core.Standing;

/// <summary>Writes the e-mails about an account's standing. Called inside a transaction, so that it neither waits nor touches the database.</summary>
public interface IStandingLetters
{
    /// <summary>The letter.</summary>
    Task<Letter> WriteAsync(StandingNews news);
}
