using Lobster.Core.Accounts;

namespace Lobster.Core.Standing;

/// <summary>All that an account remembers about its standing; the columns of the same names.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="Since">Since when (business clock).</param>
/// <param name="Suspension">Why its machines are stopped, if they are.</param>
public sealed record StandingRecord(StandingState Standing, Instant Since, SuspensionKind Suspension = SuspensionKind.None)
{
    /// <summary>The full-price burn rate when it was suspended; zero otherwise.</summary>
    public Money BurnAtSuspension { get; init; }

    /// <summary>How many notices went out in this shortage.</summary>
    public int NoticesSent { get; init; }

    /// <summary>When the first of them went out.</summary>
    public Instant? FirstNoticeAt { get; init; }

    /// <summary>When the latest letter about credit went out, also of an earlier shortage.</summary>
    public Instant? LastNoticeAt { get; init; }

    /// <summary>Not before this moment is it terminated; the date that the customer was told.</summary>
    public Instant? TerminationDue { get; init; }

    /// <summary>The number of the first notice that told that date.</summary>
    public int? TerminationNotice { get; init; }

    /// <summary>As it stands on the account.</summary>
    internal static StandingRecord Of(Account account) => new(account.Standing, account.StandingSince, account.Suspension)
    {
        BurnAtSuspension = account.BurnAtSuspension, NoticesSent = account.NoticesSent, FirstNoticeAt = account.FirstNoticeAt,
        LastNoticeAt = account.LastNoticeAt, TerminationDue = account.TerminationDue, TerminationNotice = account.TerminationNotice,
    };

    /// <summary>Writes it onto the account.</summary>
    internal void WriteTo(Account account)
    {
        (account.Standing, account.StandingSince, account.Suspension) = (Standing, Since, Suspension);
        (account.NoticesSent, account.FirstNoticeAt, account.LastNoticeAt) = (NoticesSent, FirstNoticeAt, LastNoticeAt);
        (account.BurnAtSuspension, account.TerminationDue, account.TerminationNotice) = (BurnAtSuspension, TerminationDue, TerminationNotice);
    }
}
