using System.Text;

namespace Lobster.Web.Consoles;

/// <summary>
/// The server's side of RFB's opening towards the browser (RFC 6143, 7.1): version 3.8 without a password, since the ticket was the proof and the relay has logged in at the machine.
/// </summary>
internal static class ScreenDoor
{
    private const int VersionLength = 12;
    private static readonly byte[] Version = Encoding.ASCII.GetBytes("RFB 003.008\n");
    private static readonly byte[] NoPassword = [1, 1];
    private static readonly byte[] Fine = [0, 0, 0, 0];

    /// <summary>Runs it.</summary>
    /// <returns>What the browser said beyond it, for the machine; null: it left, or speaks something else.</returns>
    public static async Task<ReadOnlyMemory<byte>?> OpenAsync(BrowserSocket browser)
    {
        var said = new byte[256];
        await browser.WriteAsync(Version);
        var length = await ReadUpToAsync(browser, said, 0, VersionLength);
        if (length < VersionLength || !said.AsSpan().StartsWith("RFB 003.00"u8)) return null;
        await browser.WriteAsync(NoPassword);
        length = await ReadUpToAsync(browser, said, length, VersionLength + 1);
        if (length < VersionLength + 1 || said[VersionLength] != NoPassword[1]) return null;
        await browser.WriteAsync(Fine);
        return said.AsMemory(VersionLength + 1, length - VersionLength - 1);
    }

    private static async Task<int> ReadUpToAsync(BrowserSocket browser, byte[] said, int length, int least)
    {
        while (length < least)
        {
            var read = await browser.ReadAsync(said.AsMemory(length));
            if (read == 0) break;
            length += read;
        }

        return length;
    }
}
