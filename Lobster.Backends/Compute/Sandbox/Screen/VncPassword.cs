using System.Security.Cryptography;
using Lobster.Backends.Consoles;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>Passwords of eight characters for VNC authentication (RFC 6143, 7.2.2).</summary>
internal static class VncPassword
{
    // Without x, y and z no password is one of the few keys that DES refuses as weak.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw0123456789";

    /// <summary>A password that nobody can guess in the seconds it is good for.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>Whether somebody who knows the password answered the challenge.</summary>
    public static bool Fits(string password, byte[] challenge, byte[] answer) =>
        CryptographicOperations.FixedTimeEquals(VncChallenge.Answer(password, challenge), answer);
}
