using System.Text;
using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>Asks whoever sits at the terminal, in the terminal.</summary>
internal sealed class TerminalPrompt(BrowserSocket browser) : IConsolePrompt
{
    private const int Longest = 512;
    private const byte Enter = (byte)'\r';
    private const byte LineFeed = (byte)'\n';
    private const byte Backspace = 8;
    private const byte Delete = 127;
    private const byte ControlC = 3;
    private const byte ControlD = 4;

    /// <inheritdoc/>
    public TerminalSize Size => browser.Size;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await browser.WriteAsync(Encoding.UTF8.GetBytes(question));
        var typed = new List<byte>();
        var buffer = new byte[Longest];
        while (!cancellationToken.IsCancellationRequested && await browser.ReadAsync(buffer) is var read and > 0)
        {
            foreach (var key in buffer.Take(read))
            {
                if (key is ControlC or ControlD) return null;
                if (key is Enter or LineFeed)
                {
                    await browser.WriteAsync("\r\n"u8.ToArray());
                    return Encoding.UTF8.GetString([.. typed]);
                }

                if (key is Backspace or Delete) typed.RemoveRange(typed.Count - Math.Min(1, typed.Count), Math.Min(1, typed.Count));
                else if (typed.Count < Longest) typed.Add(key);
            }
        }

        return null;
    }
}
