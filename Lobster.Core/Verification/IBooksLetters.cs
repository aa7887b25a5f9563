using Lobster.Core.Notifications;

namespace Lobster.Core.Verification;

/// <summary>Writes the e-mail that tells an admin that the books do not fit. Called inside a transaction, so that it neither waits nor touches the database.</summary>
public interface IBooksLetters
{
    /// <summary>The letter.</summary>
    /// <param name="userName">To whom.</param>
    /// <param name="run">What was found.</param>
    Task<Letter> BrokenAsync(string userName, VerifyRun run);
}
