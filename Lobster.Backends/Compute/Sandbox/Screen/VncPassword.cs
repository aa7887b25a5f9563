using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>VNC authentication (RFC 6143, 7.2.2): a challenge, encrypted with a password of eight characters.</summary>
internal static class VncPassword
{
    public const int ChallengeLength = 16;

    // Without x, y and z no password is one of the few keys that DES refuses as weak.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw0123456789";

    /// <summary>A password that nobody can guess in the seconds it is good for.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>Whether somebody who knows the password answered the challenge.</summary>
    public static bool Fits(string password, byte[] challenge, byte[] answer) =>
        CryptographicOperations.FixedTimeEquals(Answer(password, challenge), answer);

    /// <summary>The challenge's answer.</summary>
    public static byte[] Answer(string password, byte[] challenge)
    {
#pragma warning disable CA5351 // The protocol prescribes DES. It guards a loopback port for seconds.
        using var des = DES.Create();
#pragma warning restore CA5351
        // VNC takes the lowest bit of each character for the highest of the key's byte.
        des.Key = [.. Encoding.ASCII.GetBytes(password).Select(Reverse)];
        return des.EncryptEcb(challenge, PaddingMode.None);
    }

    private static byte Reverse(byte bits) => (byte)Enumerable.Range(0, 8).Sum(i => (bits >> i & 1) << (7 - i));
}
