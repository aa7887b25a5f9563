using Lobster.Core.Billing.Transfer;
using Lobster.Core.Notifications;

namespace Lobster.Tests.Panel;

/// <summary>Letters that say their figures and nothing else.</summary>
internal sealed class PlainTransferLetters : ITransferLetters
{
    public Task<Letter> ReachedAsync(TransferNotice notice)
    {
        var text = $"{notice.UserName} {notice.Region} {notice.Month:yyyy-MM} {notice.Percent}";
        return Task.FromResult(new Letter(text, text, text));
    }
}
