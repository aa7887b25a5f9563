using Lobster.Core.Notifications;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Writes the e-mail about a correction.</summary>
public interface ICorrectionLetters
{
    /// <summary>Tells that charges were corrected.</summary>
    Task<Letter> CorrectedAsync(CorrectionNotice notice);
}
