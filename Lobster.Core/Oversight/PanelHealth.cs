using Lobster.Core.Accounts;
using Lobster.Core.Verification;

namespace Lobster.Core.Oversight;

/// <summary>How the panel itself is.</summary>
/// <param name="Looks">The last looks at the books, newest first.</param>
/// <param name="Clock">The shared heartbeat of all sweeps that move money.</param>
/// <param name="Sweeps">Every sweep that ever ran.</param>
/// <param name="Parked">The accounts that are not charged, longest first; at most 100.</param>
/// <param name="Nodes">The panels that hold something right now.</param>
/// <param name="Mail">The outbox.</param>
/// <param name="Store">The database.</param>
/// <param name="Backup">The last backup; null when none is known.</param>
/// <param name="SystemNow">The system clock's moment of this reading.</param>
public sealed record PanelHealth(
    IReadOnlyList<VerifyRun> Looks, ClockHealth Clock, IReadOnlyList<SweepLine> Sweeps, IReadOnlyList<Alarm.AccountParked> Parked,
    IReadOnlyList<NodeHealth> Nodes, MailHealth Mail, StoreHealth Store, BackupNote? Backup, Instant SystemNow);
