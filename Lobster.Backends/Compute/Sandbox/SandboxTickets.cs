using System.Collections.Concurrent;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What lets somebody in to a console: each for one use within 30 seconds. Safe for use from many threads.</summary>
internal sealed class SandboxTickets(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (SandboxShell Shell, DateTimeOffset Expires)> tickets = new();

    /// <summary>Keeps a ticket. Until when it is good.</summary>
    public DateTimeOffset Add(string ticket, SandboxShell shell)
    {
        DropOld();
        var expires = time.GetUtcNow() + Life;
        tickets[ticket] = (shell, expires);
        return expires;
    }

    /// <summary>Uses the ticket that fits up. Null: none does that is still good.</summary>
    public SandboxShell? Redeem(Func<string, bool> fits)
    {
        DropOld();
        return tickets.Keys.FirstOrDefault(fits) is { } ticket && tickets.TryRemove(ticket, out var entry) ? entry.Shell : null;
    }

    private void DropOld()
    {
        foreach (var old in tickets.Where(t => t.Value.Expires < time.GetUtcNow()))
            tickets.TryRemove(old);
    }
}
