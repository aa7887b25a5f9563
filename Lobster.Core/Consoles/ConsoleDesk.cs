using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>Where consoles are asked for. The backend is asked outside of any transaction; what it gives waits, encrypted, for the one use of a ticket.</summary>
public sealed class ConsoleDesk(Transactions transactions, RegionBackends backends, ConsoleSecrets secrets, ConsoleOptions options, BusinessClock clock, TimeProvider time)
{
    /// <summary>What the machine's consoles are now. The backend is not called.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ConsoleChoices>> ChoicesAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<ConsoleChoices>>(async (db, token) =>
        {
            var vm = await db.VirtualMachines.SingleOrDefaultAsync(v => v.Id == vmId, token);
            if (vm is null || !await db.MayReadAsync(actor, vm.AccountId, token)) return new Refusal.NotFound();
            var account = await db.Accounts.SingleAsync(a => a.Id == vm.AccountId, token);
            var region = await db.Regions.SingleAsync(r => r.Id == vm.RegionId, token);
            var missing = backends.Missing(region);
            ConsoleKind[] kinds = [.. Enum.GetValues<ConsoleKind>().Where(k => !missing.ContainsKey(CapabilityOf(k)))];
            var whyNot = ConsoleRules.Check(account, vm) ?? (kinds.Length == 0 ? missing[Capability.Console] : null);
            return new ConsoleChoices(vm.Name, whyNot is null ? kinds : [], whyNot, await IsOthersAsync(db, actor, vm.AccountId, token));
        }, cancellationToken);

    /// <summary>Opens a console: asks the backend for a way and makes a ticket for it, or hands on the provider's own page.</summary>
    /// <param name="actor">Who asks; a user.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="kind">Which of its consoles.</param>
    /// <param name="session">The number of the asker's log-in, which alone can use the ticket.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<ConsoleOffer>> OpenAsync(Actor actor, VmId vmId, ConsoleKind kind, string session, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(session);
        var found = await transactions.RunAsync((db, token) => EnterAsync(db, actor, vmId, token), cancellationToken);
        if (found.IsRefused) return found.Refusal;
        var access = await AskAsync(found.Value.Region, found.Value.Vm.BackendId!, kind, cancellationToken);
        if (access.IsRefused) return access.Refusal;
        return await transactions.RunAsync<Outcome<ConsoleOffer>>(async (db, token) =>
        {
            var still = await EnterAsync(db, actor, vmId, token);
            if (still.IsRefused) return still.Refusal;
            return access.Value is ConsoleAccess.Url url
                ? await LeadElsewhereAsync(db, actor, still.Value.Vm, kind, url, token)
                : await GiveTicketAsync(db, actor, still.Value.Vm, access.Value, session, token);
        }, cancellationToken);
    }

    /// <summary>Forgets the SSH host keys of a machine's console; the next ones seen are pinned anew.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether there were any.</returns>
    public Task<Outcome<bool>> ForgetHostKeyAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            var entered = await EnterAsync(db, actor, vmId, token);
            if (entered.IsRefused) return entered.Refusal;
            var vm = entered.Value.Vm;
            var forgotten = await db.VmHostKeys.Where(k => k.VmId == vmId).ExecuteDeleteAsync(token) > 0;
            if (forgotten) db.Record(clock.Now, actor, "vm.console.hostkey.forgotten", SubjectKind.Vm, vm.Id.Value, vm.AccountId);
            return forgotten;
        }, cancellationToken);

    private static async Task<Outcome<(VirtualMachine Vm, Region Region)>> EnterAsync(LobsterDbContext db, Actor actor, VmId vmId, CancellationToken cancellationToken)
    {
        var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).FirstOrDefaultAsync(cancellationToken);
        if (await db.EnterAccountAsync(actor, owner, cancellationToken) is { } refusal) return refusal;
        if (actor.UserId is null) return new Refusal.NotAllowed();
        var vm = await db.VirtualMachines.AsNoTracking().SingleAsync(v => v.Id == vmId, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == owner, cancellationToken);
        if (ConsoleRules.Check(account, vm) is { } closed) return closed;
        return (vm, await db.Regions.AsNoTracking().SingleAsync(r => r.Id == vm.RegionId, cancellationToken));
    }

    private async Task<Outcome<ConsoleOffer>> LeadElsewhereAsync(
        LobsterDbContext db, Actor actor, VirtualMachine vm, ConsoleKind kind, ConsoleAccess.Url url, CancellationToken cancellationToken)
    {
        var isStaff = await IsOthersAsync(db, actor, vm.AccountId, cancellationToken);
        db.Record(clock.Now, actor, ConsoleNews.Opened, SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { kind = kind.ToString(), staff = isStaff, elsewhere = true });
        return new ConsoleOffer.Elsewhere(url.Address);
    }

    private async Task<Outcome<ConsoleOffer>> GiveTicketAsync(
        LobsterDbContext db, Actor actor, VirtualMachine vm, ConsoleAccess access, string session, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        var open = await db.OpenConsolesAsync(actor.UserId, now, cancellationToken);
        if (open >= options.MostPerUser) return new Refusal.LimitReached("You have {0} consoles open. Close one first.", open);
        var ticket = ConsoleSecrets.NewTicket();
        var kind = access is ConsoleAccess.VncTcp or ConsoleAccess.VncWebSocket ? ConsoleKind.Screen : ConsoleKind.Terminal;
        db.ConsoleSessions.Add(new ConsoleSession
        {
            VmId = vm.Id, AccountId = vm.AccountId, Actor = actor, Session = session, Kind = kind, TicketHash = ConsoleSecrets.Hash(ticket), ProtectedAccess = secrets.Protect(access),
            Stamp = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.SecurityStamp).SingleAsync(cancellationToken) ?? "",
            IsStaff = await IsOthersAsync(db, actor, vm.AccountId, cancellationToken), CreatedAt = now, ExpiresAt = now + TimeSpan.FromSeconds(options.TicketSeconds),
        });
        return new ConsoleOffer.Here(kind, ticket);
    }

    private static async Task<bool> IsOthersAsync(LobsterDbContext db, Actor actor, AccountId account, CancellationToken cancellationToken) =>
        !await db.Memberships.AnyAsync(m => m.AccountId == account && m.UserId == actor.UserId, cancellationToken);

    private static Capability CapabilityOf(ConsoleKind kind) => kind == ConsoleKind.Screen ? Capability.Console : Capability.Terminal;

    private async Task<Outcome<ConsoleAccess>> AskAsync(Region region, string backendId, ConsoleKind kind, CancellationToken cancellationToken)
    {
        try
        {
            var backend = backends.Of(region);
            return (kind, backend) switch
            {
                (ConsoleKind.Screen, IConsole screen) => await screen.OpenConsoleAsync(backendId, cancellationToken),
                (ConsoleKind.Terminal, ITerminal terminal) => await terminal.OpenTerminalAsync(backendId, cancellationToken),
                _ => new Refusal.NotOffered(backend.WhyNot(CapabilityOf(kind))!),
            };
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.Conflict or BackendErrorKind.NotFound)
        {
            return new Refusal.Conflict(e.Message);
        }
        catch (BackendException)
        {
            return new Refusal.Conflict("{0} does not answer right now.", region.Name);
        }
    }
}
