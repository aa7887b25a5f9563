using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Reads how the panel itself is, for finance and admins. Safe to use from many threads.</summary>
public sealed class HealthQueries(Transactions transactions, BusinessClock clock, TimeProvider time)
{
    private const int Looks = 30;
    private const int MostParked = 100;

    /// <summary>Everything at this moment; refused for others.</summary>
    public Task<Outcome<PanelHealth>> ReadAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<PanelHealth>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            var system = Instant.From(time.GetUtcNow());
            return new PanelHealth(
                await LooksAsync(db, token), await ClockAsync(db, token), await db.SweepLinesAsync(token), await ParkedAsync(db, token),
                await NodesAsync(db, system, token), await MailAsync(db, system, token), await db.StoreAsync(token), await BackupNote.ReadAsync(db, token), system);
        }, cancellationToken);

    // The last violations in full; of the others only the figures, since each may carry hundreds.
    private static async Task<IReadOnlyList<VerifyRun>> LooksAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var runs = await db.VerifyRuns.OrderByDescending(r => r.Id).Take(Looks).Select(r => new VerifyRun
        {
            Id = r.Id, Night = r.Night, Node = r.Node, StartedAt = r.StartedAt, FinishedAt = r.FinishedAt, Accounts = r.Accounts, Entries = r.Entries,
            Lines = r.Lines, Violations = r.Violations,
        }).ToListAsync(cancellationToken);
        if (runs is [{ Violations: > 0 } last, ..]) last.Details = await db.VerifyRuns.Where(r => r.Id == last.Id).Select(r => r.Details).SingleAsync(cancellationToken);
        return runs;
    }

    private async Task<ClockHealth> ClockAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var row = await db.SweepStates.SingleOrDefaultAsync(s => s.Sweep == Heartbeat.Row, cancellationToken);
        return new ClockHealth(clock.Now, row?.Heartbeat, row?.RanAt, row?.ConfirmedAt is null ? row?.HeldBecause : null);
    }

    private static async Task<IReadOnlyList<Alarm.AccountParked>> ParkedAsync(LobsterDbContext db, CancellationToken cancellationToken) =>
        [.. (await db.Accounts.Where(a => a.ParkedAt != null).OrderBy(a => a.ParkedAt).Take(MostParked).ToListAsync(cancellationToken))
            .Select(a => new Alarm.AccountParked(a.Id, a.Name, a.ParkedReason ?? "", a.ParkedAt!.Value))];

    private static async Task<IReadOnlyList<NodeHealth>> NodesAsync(LobsterDbContext db, Instant system, CancellationToken cancellationToken)
    {
        var sweeps = await db.SweepStates.Where(s => s.LeaseOwner != null && s.LeaseUntil > system).ToListAsync(cancellationToken);
        var operations = await db.Operations.Where(o => o.State == OperationState.Running && o.LeaseOwner != null && o.LeaseUntil > system)
            .Select(o => new { Owner = o.LeaseOwner!, Until = o.LeaseUntil!.Value }).ToListAsync(cancellationToken);
        return [.. sweeps.Select(s => s.LeaseOwner!).Union(operations.Select(o => o.Owner)).Order(StringComparer.Ordinal).Select(node => new NodeHealth(
            node, [.. sweeps.Where(s => s.LeaseOwner == node).Select(s => s.Sweep).Order(StringComparer.Ordinal)], operations.Count(o => o.Owner == node),
            sweeps.Where(s => s.LeaseOwner == node).Select(s => s.LeaseUntil!.Value).Concat(operations.Where(o => o.Owner == node).Select(o => o.Until)).Min()))];
    }

    private static async Task<MailHealth> MailAsync(LobsterDbContext db, Instant system, CancellationToken cancellationToken)
    {
        var waiting = db.OutgoingMails.Where(m => m.SentAt == null && m.GivenUpAt == null);
        var since = system - TimeSpan.FromDays(30);
        return new MailHealth(
            await waiting.CountAsync(cancellationToken), await waiting.CountAsync(m => m.Attempts > 0, cancellationToken),
            await waiting.OrderBy(m => m.CreatedAt).Select(m => (Instant?)m.CreatedAt).FirstOrDefaultAsync(cancellationToken),
            await db.OutgoingMails.CountAsync(m => m.GivenUpAt > since, cancellationToken));
    }
}
