using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>Lets tickets in, once, at any panel of the installation, and keeps the record of what is open.</summary>
public sealed class ConsoleGate(Transactions transactions, ConsoleSecrets secrets, ConsoleOptions options, NodeName node, BusinessClock clock, TimeProvider time)
{
    /// <summary>Uses a ticket. Of several who show the same one, one gets in.</summary>
    /// <param name="actor">Who shows it.</param>
    /// <param name="session">The number of their log-in.</param>
    /// <param name="vmId">Which machine's console they want.</param>
    /// <param name="ticket">What they show.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ConsoleEntry> EnterAsync(Actor actor, string session, VmId vmId, string ticket, CancellationToken cancellationToken = default)
    {
        var hash = ConsoleSecrets.Hash(ticket);
        return transactions.RunAsync<ConsoleEntry>(async (db, token) =>
        {
            var owner = await db.ConsoleSessions.Where(c => c.TicketHash == hash && c.VmId == vmId).Select(c => (AccountId?)c.AccountId).SingleOrDefaultAsync(token);
            if (owner is not { } account || !await db.TakeAccountAsync(account, token)) return new ConsoleEntry.Refused(ConsoleRefusal.Unknown);
            var console = await db.ConsoleSessions.SingleAsync(c => c.TicketHash == hash, token);
            if (await WhyNotAsync(db, console, actor, session, token) is { } why) return new ConsoleEntry.Refused(why);
            return Open(db, console) is { } access ? new ConsoleEntry.Granted(console.Id, vmId, access) : new ConsoleEntry.Refused(ConsoleRefusal.NotAllowed);
        }, cancellationToken);
    }

    /// <summary>Closes a session; closing it again changes nothing.</summary>
    /// <param name="id">Which.</param>
    /// <param name="end">Why.</param>
    /// <param name="tally">What went through.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task CloseAsync(ConsoleId id, ConsoleEnd end, ConsoleTally tally, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(async (db, token) =>
        {
            var console = await db.ConsoleSessions.SingleOrDefaultAsync(c => c.Id == id && c.ClosedAt == null, token);
            if (console is null) return;
            (console.BytesIn, console.BytesOut) = (tally.BytesIn, tally.BytesOut);
            Close(db, console, end);
        }, cancellationToken);

    /// <summary>Ends everything that a log-in opened: its tickets are worthless, its sessions end within seconds, on whatever panel they run.</summary>
    /// <param name="session">The number of the log-in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task RevokeAsync(string session, CancellationToken cancellationToken = default)
    {
        var now = Instant.From(time.GetUtcNow());
        return transactions.RunAsync((db, token) => db.ConsoleSessions.Where(c => c.Session == session && c.RevokedAt == null && c.ClosedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.RevokedAt, now).SetProperty(c => c.ProtectedAccess, (string?)null), token), cancellationToken);
    }

    /// <summary>Which of the open sessions must end now.</summary>
    /// <param name="open">The sessions of this process.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<ConsoleId>> EndingAsync(IReadOnlyCollection<ConsoleId> open, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<ConsoleId>>(async (db, token) =>
        {
            var allowed = await db.Allowed(db.ConsoleSessions.Where(c => open.Contains(c.Id))).Select(c => c.Id).ToListAsync(token);
            return [.. open.Except(allowed)];
        }, cancellationToken);

    /// <summary>Says that sessions are open still, and what went through them.</summary>
    /// <param name="open">The sessions of this process.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task SayOpenAsync(IReadOnlyDictionary<ConsoleId, ConsoleTally> open, CancellationToken cancellationToken = default)
    {
        var now = Instant.From(time.GetUtcNow());
        return transactions.RunAsync(async (db, token) =>
        {
            foreach (var (id, tally) in open.OrderBy(o => o.Key.Value))
            {
                await db.ConsoleSessions.Where(c => c.Id == id && c.ClosedAt == null).ExecuteUpdateAsync(
                    s => s.SetProperty(c => c.SeenAt, now).SetProperty(c => c.BytesIn, tally.BytesIn).SetProperty(c => c.BytesOut, tally.BytesOut), token);
            }
        }, cancellationToken);
    }

    /// <summary>Writes down that a session is over.</summary>
    internal void Close(LobsterDbContext db, ConsoleSession console, ConsoleEnd end)
    {
        var now = Instant.From(time.GetUtcNow());
        (console.ClosedAt, console.End, console.ProtectedAccess) = (now, end, null);
        var seconds = (long)(now - console.OpenedAt!.Value).TotalSeconds;
        db.Record(clock.Now, console.Actor, ConsoleNews.Closed, SubjectKind.Vm, console.VmId.Value, console.AccountId,
            new { kind = console.Kind.ToString(), staff = console.IsStaff, seconds, @in = console.BytesIn, @out = console.BytesOut, end = end.ToString() });
    }

    private async Task<ConsoleRefusal?> WhyNotAsync(LobsterDbContext db, ConsoleSession console, Actor actor, string session, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        if (console.Actor.UserId != actor.UserId || console.Session != session)
        {
            // Somebody else has it: nobody can use it any more.
            if (console.OpenedAt is null) (console.RevokedAt, console.ProtectedAccess) = (now, null);
            return ConsoleRefusal.NotTheirs;
        }

        if (console.OpenedAt is not null) return ConsoleRefusal.Used;
        if (console.RevokedAt is not null) return ConsoleRefusal.Revoked;
        if (console.ExpiresAt <= now) return ConsoleRefusal.Expired;
        if (!await db.Allowed(db.ConsoleSessions.Where(c => c.Id == console.Id)).AnyAsync(cancellationToken)) return ConsoleRefusal.NotAllowed;
        return await db.OpenConsolesAsync(actor.UserId, now, cancellationToken) >= options.MostPerUser ? ConsoleRefusal.TooMany : null;
    }

    private Compute.ConsoleAccess? Open(LobsterDbContext db, ConsoleSession console)
    {
        if (console.ProtectedAccess is not { } stored || secrets.Unprotect(stored) is not { } access) return null;
        var now = Instant.From(time.GetUtcNow());
        (console.OpenedAt, console.SeenAt, console.Node, console.ProtectedAccess) = (now, now, node.Value, null);
        db.Record(clock.Now, console.Actor, ConsoleNews.Opened, SubjectKind.Vm, console.VmId.Value, console.AccountId, new { kind = console.Kind.ToString(), staff = console.IsStaff });
        return access;
    }
}
