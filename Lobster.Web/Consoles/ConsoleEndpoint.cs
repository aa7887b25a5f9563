using System.Net.WebSockets;
using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components;
using Lobster.Web.Components.Login;

namespace Lobster.Web.Consoles;

/// <summary>
/// The WebSocket of a console. The ticket comes as a sub-protocol, where no log of addresses shows it. Whoever is not let in learns a status and nothing else; why is in the log and
/// the metrics.
/// </summary>
internal sealed class ConsoleEndpoint(
    RunningConsoles consoles, ConsoleGate gate, ConsoleRelay relay, ConsoleMetrics metrics, TimeProvider time, ILogger<ConsoleEndpoint> log)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/panel/vms/{id:long}/console/relay";

    /// <summary>What a browser and the relay speak.</summary>
    public const string Protocol = "lobster.console";

    private const string TicketPrefix = "ticket.";
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Serves a connection from its request to its end.</summary>
    public async Task ConnectAsync(HttpContext http, long id)
    {
        if (WhyNot(http, out var session, out var ticket) is var (status, why))
        {
            Refuse(http, status, why);
            return;
        }

        if (!consoles.TryTakePlace())
        {
            await TurnAwayAsync(http, "full", ConsoleClose.Full);
            return;
        }

        try
        {
            await EnterAsync(http, Visitor.ActorOf(http), session, new VmId(id), ticket);
        }
        finally
        {
            consoles.GivePlaceBack();
        }
    }

    private async Task EnterAsync(HttpContext http, Actor actor, string session, VmId vmId, string ticket)
    {
        var entry = await gate.EnterAsync(actor, session, vmId, ticket, http.RequestAborted);
        if (entry is ConsoleEntry.Refused refused)
        {
            if (refused.Why == ConsoleRefusal.TooMany) await TurnAwayAsync(http, refused.Why.ToString(), ConsoleClose.TooMany);
            else Refuse(http, StatusCodes.Status403Forbidden, refused.Why.ToString());
            return;
        }

        var granted = (ConsoleEntry.Granted)entry;
        using var console = new RunningConsole(granted.Id, time);
        metrics.Opened();
        consoles.Add(console);
        try
        {
            using var socket = await AcceptAsync(http);
            await relay.RunAsync(socket, console, granted.VmId, granted.Access);
        }
        finally
        {
            consoles.Remove(console);
            var end = console.End ?? ConsoleEnd.Left;
            metrics.Closed(end, console.Tally);
            await gate.CloseAsync(granted.Id, end, console.Tally, CancellationToken.None);
        }
    }

    // What can be told without the database comes first: who has no log-in costs nothing.
    private static (int Status, string Why)? WhyNot(HttpContext http, out string session, out string ticket)
    {
        session = LoginSession.Of(http.User) ?? "";
        ticket = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(p => p.StartsWith(TicketPrefix, StringComparison.Ordinal))?[TicketPrefix.Length..] ?? "";
        if (!http.WebSockets.IsWebSocketRequest) return (StatusCodes.Status400BadRequest, "no WebSocket");
        if (http.User.Identity?.IsAuthenticated != true || session.Length == 0) return (StatusCodes.Status401Unauthorized, "no log-in");
        if (!IsOwnOrigin(http.Request)) return (StatusCodes.Status403Forbidden, "foreign origin");
        return ticket.Length > 0 && http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? null : (StatusCodes.Status403Forbidden, "no ticket");
    }

    // Any page may open a WebSocket with this panel's cookie; a browser says which page does, and only our own may (RFC 6455, 10.2).
    private static bool IsOwnOrigin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && origin.GetLeftPart(UriPartial.Authority).Equals(new Uri($"{request.Scheme}://{request.Host}").GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private static Task<WebSocket> AcceptAsync(HttpContext http) =>
        http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = Protocol, KeepAliveInterval = SignOfLife, KeepAliveTimeout = SignOfLife });

    // A page's script never sees the status of a refused WebSocket. What its user can do something about is told by a close code instead.
    private async Task TurnAwayAsync(HttpContext http, string why, (WebSocketCloseStatus Code, string Reason) close)
    {
        NoteRefused(why);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        using var socket = await AcceptAsync(http);
        try
        {
            await socket.CloseAsync(close.Code, close.Reason, either.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            log.LogDebug(e, "A browser did not hear why it was turned away.");
        }
    }

    private void Refuse(HttpContext http, int status, string why)
    {
        NoteRefused(why);
        http.Response.StatusCode = status;
    }

    private void NoteRefused(string why)
    {
        metrics.Refused(why);
        log.LogInformation("A console connection was not let in: {Reason}", why);
    }
}
