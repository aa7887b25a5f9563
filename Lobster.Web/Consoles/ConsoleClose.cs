using System.Net.WebSockets;
using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>What the browser is told when a console ends: RFC 6455's codes where they fit, our own from 4000 on, which <c>console.js</c> knows.</summary>
internal static class ConsoleClose
{
    private const int ServiceRestart = 1012;

    /// <summary>The user has as many consoles open as one may.</summary>
    public static (WebSocketCloseStatus Code, string Reason) TooMany { get; } = ((WebSocketCloseStatus)4010, "Too many consoles are open.");

    /// <summary>This process serves as many consoles as it may.</summary>
    public static (WebSocketCloseStatus Code, string Reason) Full { get; } = ((WebSocketCloseStatus)4011, "There is no room for another console.");

    /// <summary>The code and an English sentence, at most 123 bytes.</summary>
    public static (WebSocketCloseStatus Code, string Reason) Of(ConsoleEnd end) => end switch
    {
        ConsoleEnd.Left or ConsoleEnd.Lost => (WebSocketCloseStatus.NormalClosure, "Closed."),
        ConsoleEnd.Machine => (WebSocketCloseStatus.NormalClosure, "The machine closed the console."),
        ConsoleEnd.Unreachable => ((WebSocketCloseStatus)4001, "The console does not answer."),
        ConsoleEnd.OtherHostKey => ((WebSocketCloseStatus)4002, "The SSH host shows another key than before."),
        ConsoleEnd.Revoked => ((WebSocketCloseStatus)4003, "This console may not be open any more."),
        ConsoleEnd.LoginRefused => ((WebSocketCloseStatus)4004, "The console did not take the log-in."),
        ConsoleEnd.Idle => ((WebSocketCloseStatus)4008, "Nothing was typed for a long time."),
        ConsoleEnd.TooLong => ((WebSocketCloseStatus)4009, "The console was open for as long as one may be."),
        ConsoleEnd.TooMuch => (WebSocketCloseStatus.MessageTooBig, "A message was too big."),
        ConsoleEnd.Stopped => ((WebSocketCloseStatus)ServiceRestart, "The panel restarts."),
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, null),
    };
}
