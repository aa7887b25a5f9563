using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.Reconciliation;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Finds what needs somebody, straight from the tables.</summary>
internal static class AlarmReads
{
    private const int OfEachKind = 10;
    private static readonly TimeSpan DeletionPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>Everything, the gravest first.</summary>
    public static async Task<AlarmList> AlarmsAsync(this LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        (IReadOnlyList<Alarm> Shown, int Total)[] kinds =
        [
            await BooksAsync(db, cancellationToken),
            await HeldAsync(db, cancellationToken),
            await SilentAsync(db, cancellationToken),
            await ParkedAsync(db, cancellationToken),
            await ReviewAsync(db, cancellationToken),
            await DeliveriesAsync(db, cancellationToken),
            await FindingsAsync(db, cancellationToken),
            await DeletionsAsync(db, now, cancellationToken),
            await FailedAsync(db, now, cancellationToken),
            await MailAsync(db, now, cancellationToken),
        ];
        return new AlarmList([.. kinds.SelectMany(k => k.Shown)], kinds.Sum(k => k.Total));
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> BooksAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var last = await db.VerifyRuns.OrderByDescending(r => r.Id).Select(r => new { r.Id, r.Violations, r.FinishedAt }).FirstOrDefaultAsync(cancellationToken);
        return last is { Violations: > 0 } ? ([new Alarm.BooksBroken(last.Id, last.Violations, last.FinishedAt)], 1) : ([], 0);
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> HeldAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var held = await db.SweepStates.Where(s => s.Sweep == Heartbeat.Row && s.HeldBecause != null && s.ConfirmedAt == null).OrderBy(s => s.Sweep).ToListAsync(cancellationToken);
        return ([.. held.Select(s => new Alarm.SweepHeld(s.Sweep, s.HeldBecause!))], held.Count);
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> SilentAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var silent = db.Regions.Where(r => r.FailingSince != null);
        var rows = await silent.OrderBy(r => r.FailingSince).Take(OfEachKind)
            .Select(r => new { Region = r, Machines = db.VirtualMachines.Count(v => v.RegionId == r.Id && v.Lifecycle != VmLifecycle.Deleted) }).ToListAsync(cancellationToken);
        return ([.. rows.Select(r => new Alarm.RegionSilent(r.Region.Id, r.Region.Name, r.Machines, r.Region.FailingSince!.Value))], await silent.CountAsync(cancellationToken));
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> ParkedAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var parked = db.Accounts.Where(a => a.ParkedAt != null);
        var rows = await parked.OrderBy(a => a.ParkedAt).Take(OfEachKind).ToListAsync(cancellationToken);
        return ([.. rows.Select(a => new Alarm.AccountParked(a.Id, a.Name, a.ParkedReason ?? "", a.ParkedAt!.Value))], await parked.CountAsync(cancellationToken));
    }

    // Foreign machines may well belong there; nobody is called for them.
    private static async Task<(IReadOnlyList<Alarm>, int)> FindingsAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var kinds = (await db.OpenFindingsAsync(cancellationToken)).Where(k => k.Kind != FindingKind.Foreign).ToList();
        return ([.. kinds.Select(k => new Alarm.FindingsOpen(k.Kind, k.Count, k.AtStake, k.Since))], kinds.Count);
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> ReviewAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var review = db.Payments.Where(p => p.State == PaymentState.Review);
        var rows = await review.OrderBy(p => p.Id).Take(OfEachKind)
            .Select(p => new { Payment = p, Name = db.Accounts.Where(a => a.Id == p.AccountId).Select(a => a.Name).First() }).ToListAsync(cancellationToken);
        return ([.. rows.Select(r => new Alarm.PaymentInReview(
            r.Payment.Id, r.Payment.AccountId, r.Name, r.Payment.Gateway, r.Payment.Credit, r.Payment.Note, r.Payment.CreatedAt))], await review.CountAsync(cancellationToken));
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> DeliveriesAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var failed = db.GatewayEvents.Where(e => e.State == GatewayEventState.Failed);
        var counts = await failed.GroupBy(e => e.Gateway).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(e => e.Id) }).ToListAsync(cancellationToken);
        var all = new List<Alarm>();
        foreach (var count in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var last = await failed.Where(e => e.Id == count.Last).Select(e => new { e.Note, e.ReceivedAt }).FirstOrDefaultAsync(cancellationToken);
            if (last is not null) all.Add(new Alarm.DeliveriesFailed(count.Key, count.Count, last.Note, last.ReceivedAt));
        }

        return (all, all.Count);
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> DeletionsAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var patience = now - DeletionPatience;
        var open = db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Deleting
            && (v.DeleteRequestedAt < patience || db.Operations.Any(o => o.VmId == v.Id && o.Kind == OperationKind.Delete && (o.Attempts > 0 || o.State == OperationState.Failed))));
        var rows = await open.OrderBy(v => v.DeleteRequestedAt).Take(OfEachKind).Select(v => new
        {
            Vm = v,
            Region = db.Regions.Where(r => r.Id == v.RegionId).Select(r => r.Name).First(),
            Operation = db.Operations.Where(o => o.VmId == v.Id && o.Kind == OperationKind.Delete).OrderByDescending(o => o.Id)
                .Select(o => new { o.Attempts, o.DueAt, o.State }).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return ([.. rows.Select(r => new Alarm.DeletionOpen(
            r.Vm.Id, r.Vm.AccountId, r.Vm.Name, r.Region, r.Operation?.Attempts ?? 0,
            r.Operation is { State: OperationState.Queued or OperationState.Running or OperationState.Waiting } going ? going.DueAt : null, r.Vm.DeleteRequestedAt))],
            await open.CountAsync(cancellationToken));
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> FailedAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var since = now - Memory;
        var failed = db.Operations.Where(o => o.State == OperationState.Failed && o.FinishedAt > since && o.Kind != OperationKind.Delete
            && !db.Operations.Any(later => later.CreatedAt > o.CreatedAt && (o.VmId != null ? later.VmId == o.VmId : later.ImageId == o.ImageId) && later.State == OperationState.Succeeded)
            && !db.VirtualMachines.Any(v => v.Id == o.VmId && (v.Lifecycle == VmLifecycle.Deleting || v.Lifecycle == VmLifecycle.Deleted)));
        var page = failed.OrderByDescending(o => o.Id).Take(OfEachKind);
        var views = await db.ViewAsync(page, cancellationToken);
        var owners = await page.Select(o => new { o.Id, o.AccountId }).ToDictionaryAsync(o => o.Id, o => o.AccountId, cancellationToken);
        return ([.. views.OrderByDescending(o => o.Id.Value).Select(o => new Alarm.OperationFailed(
            o.Id, o.Kind, owners.GetValueOrDefault(o.Id), o.VmId, o.ImageId, o.Subject, o.Error ?? "", o.FinishedAt))], await failed.CountAsync(cancellationToken));
    }

    private static async Task<(IReadOnlyList<Alarm>, int)> MailAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var since = now - Memory;
        var lost = db.OutgoingMails.Where(m => m.GivenUpAt > since);
        var rows = await lost.OrderByDescending(m => m.Id).Take(OfEachKind).Select(m => new { m.Id, m.To, m.Subject, m.Error, m.GivenUpAt }).ToListAsync(cancellationToken);
        return ([.. rows.Select(m => new Alarm.MailGivenUp(m.Id, m.To, m.Subject, m.Error, m.GivenUpAt))], await lost.CountAsync(cancellationToken));
    }
}
