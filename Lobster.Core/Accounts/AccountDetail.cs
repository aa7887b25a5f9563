namespace Lobster.Core.Accounts;

/// <summary>An account as staff see it.</summary>
/// <param name="Summary">Credit, burn rate, machines, runway.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="StandingSince">Since when.</param>
/// <param name="Suspension">Whether and by whom its machines are stopped.</param>
/// <param name="NoticesSent">How many low-credit letters went out.</param>
/// <param name="ParkedAt">Since when charging leaves it out; null when it does not.</param>
/// <param name="ParkedReason">Why.</param>
/// <param name="DisabledAt">Since when it is closed to changes; null when it is not.</param>
/// <param name="VmLimit">Its own limit of machines; null for the panel's.</param>
/// <param name="PanelVmLimit">The panel's.</param>
/// <param name="PaidIn">All it ever paid in, less refunds, in currency units.</param>
/// <param name="Payments">In how many payments.</param>
/// <param name="Members">Its users.</param>
public sealed record AccountDetail(
    AccountSummary Summary, StandingState Standing, Instant StandingSince, SuspensionKind Suspension, int NoticesSent, Instant? ParkedAt, string? ParkedReason,
    Instant? DisabledAt, int? VmLimit, int PanelVmLimit, decimal PaidIn, int Payments, IReadOnlyList<AccountMember> Members)
{
    /// <summary>The limit that counts.</summary>
    public int Limit => VmLimit ?? PanelVmLimit;
}
