using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What answers on a simulated machine's serial line: a prompt that knows a few words about the machine and says what it is.</summary>
internal sealed class SandboxShell(SandboxMachine machine, IReadOnlyList<VmAddress> addresses)
{
    private const char Backspace = '\b';
    private const char Delete = '\u007f';
    private const char ControlD = '\u0004';

    public string Greeting => SandboxBootLog.Of(machine).ReplaceLineEndings("\r\n") + "\r\nType help for what works here.\r\n" + Prompt;

    private string Prompt => $"root@{machine.Id}:~# ";

    /// <summary>Talks until either side closes.</summary>
    public async Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        await SendAsync(socket, Greeting, cancellationToken);
        var buffer = new byte[1024];
        var line = new StringBuilder();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            var (output, leave) = Type(line, Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (output.Length > 0)
                await SendAsync(socket, output, cancellationToken);
            if (leave)
                break;
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    /// <summary>What a command prints, without a line end; null: it ends the session.</summary>
    public string? Answer(string command) => command switch
    {
        "" => "",
        "help" => "help  hostname  uname  nproc  free  df  ip  exit",
        "hostname" => machine.Name,
        "uname" => "Sandbox (simulated, no system runs here)",
        "nproc" => machine.VCpus.ToString(CultureInfo.InvariantCulture),
        "free" => $"{machine.RamMb} MB",
        "df" => $"{machine.DiskGb} GB",
        "ip" => string.Join("\r\n", addresses.Select(a => $"{a.Address}/{a.PrefixLength}")),
        "exit" or "logout" => null,
        _ => $"{command.Split(' ')[0]}: not in this simulation",
    };

    private (string Output, bool Leave) Type(StringBuilder line, string typed)
    {
        var output = new StringBuilder();
        foreach (var c in typed)
        {
            if (c == ControlD)
                return (output + "logout\r\n", true);
            if (c == '\r')
            {
                var answer = Answer(line.ToString().Trim());
                line.Clear();
                if (answer is null)
                    return (output + "\r\nlogout\r\n", true);
                output.Append("\r\n").Append(answer).Append(answer.Length > 0 ? "\r\n" : "").Append(Prompt);
            }
            else if (c is Backspace or Delete)
            {
                if (line.Length == 0)
                    continue;
                line.Length--;
                output.Append("\b \b");
            }
            else if (!char.IsControl(c) && line.Length < 1000)
            {
                line.Append(c);
                output.Append(c);
            }
        }

        return (output.ToString(), false);
    }

    private static async Task SendAsync(WebSocket socket, string text, CancellationToken cancellationToken) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
}
