using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>VNC authentication (RFC 6143, 7.2.2): the challenge encrypted by DES with the password's first eight bytes, the bits of each in reverse.</summary>
internal static class VncChallenge
{
    /// <summary>Bytes in a challenge and in its answer.</summary>
    public const int Length = 16;

    private const int KeyLength = 8;

    /// <summary>What proves the password.</summary>
    /// <exception cref="ConsoleLineException">No key can be made of it: it is empty.</exception>
    public static byte[] Answer(string password, byte[] challenge)
    {
        var key = new byte[KeyLength];
        var bytes = Encoding.Latin1.GetBytes(password);
        for (var i = 0; i < Math.Min(bytes.Length, KeyLength); i++) key[i] = Reverse(bytes[i]);
#pragma warning disable CA5351 // The protocol prescribes DES; a provider's screen that is worth more goes over TLS or a WebSocket with a ticket.
        if (DES.IsWeakKey(key)) throw new ConsoleLineException(ConsoleEnd.LoginRefused, "The provider gave an empty VNC password.");
        using var des = DES.Create();
        des.Key = key;
        return des.EncryptEcb(challenge, PaddingMode.None);
#pragma warning restore CA5351
    }

    private static byte Reverse(byte value)
    {
        var reversed = 0;
        for (var bit = 0; bit < 8; bit++) reversed |= ((value >> bit) & 1) << (7 - bit);
        return (byte)reversed;
    }
}
