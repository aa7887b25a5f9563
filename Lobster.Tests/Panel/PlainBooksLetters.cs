using Lobster.Core.Notifications;
using Lobster.Core.Verification;

namespace Lobster.Tests.Panel;

/// <summary>Letters about the books that say just the figures.</summary>
internal sealed class PlainBooksLetters : IBooksLetters
{
    public Task<Letter> BrokenAsync(string userName, VerifyRun run) =>
        Task.FromResult(new Letter($"{run.Violations} violations", "<p>" + userName + "</p>", string.Join('\n', run.Read())));
}
