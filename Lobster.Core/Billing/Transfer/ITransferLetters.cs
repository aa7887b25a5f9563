using Lobster.Core.Notifications;

namespace Lobster.Core.Billing.Transfer;

/// <summary>Writes the e-mails about transfer.</summary>
public interface ITransferLetters
{
    /// <summary>Tells that a pool has reached a percentage.</summary>
    Task<Letter> ReachedAsync(TransferNotice notice);
}
