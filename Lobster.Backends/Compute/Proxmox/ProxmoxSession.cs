using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// A user's ticket, fetched when it is first needed and again before its two hours are over. Each process has its own, and losing it costs one login. Safe
/// from many threads, which at worst log in twice.
/// </summary>
internal sealed class ProxmoxSession(ProxmoxLogin login, string user, string password, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private volatile Held? held;

    /// <summary>A ticket that is still good for an hour.</summary>
    public async ValueTask<ProxmoxTicket> TicketAsync(CancellationToken token)
    {
        if (held is { } known && time.GetUtcNow() < known.Until) return known.Ticket;
        var until = time.GetUtcNow() + Life;
        var ticket = await login.LogInAsync(user, password, token);
        if (ticket.NeedsSecondFactor)
            throw new BackendException(BackendErrorKind.Unauthorized, "The user at Proxmox VE has a second factor, so the credentials do not suffice. Use a user without one, or an API token.");
        held = new Held(ticket, until);
        return ticket;
    }

    /// <summary>Gets another ticket where one is no longer believed, unless that was done already.</summary>
    public async ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken token)
    {
        if (held is { } known && refused.Headers.TryGetValues("Cookie", out var cookies) && cookies.Contains(known.Ticket.Cookie)) held = null;
        await TicketAsync(token);
        return true;
    }

    /// <summary>Sends the ticket with a request, and with a change also what proves that no foreign page asked for it.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken token)
    {
        var ticket = await TicketAsync(token);
        request.Headers.TryAddWithoutValidation("Cookie", ticket.Cookie);
        if (request.Method != HttpMethod.Get) request.Headers.TryAddWithoutValidation("CSRFPreventionToken", ticket.CsrfPreventionToken);
    }

    private sealed record Held(ProxmoxTicket Ticket, DateTimeOffset Until);
}
