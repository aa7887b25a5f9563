using System.Security.Cryptography;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Makes the root passwords that Linode demands with every image, also beside SSH keys. Its strength is judged by the server.</summary>
internal static class LinodePasswords
{
    private const int Length = 28;
    private const string Signs = "-_.!+";

    // Without what is easily taken for something else.
    private const string Choices = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789" + Signs;

    /// <summary>A new one, of letters of both cases, digits and signs.</summary>
    public static string Next()
    {
        string password;
        do password = RandomNumberGenerator.GetString(Choices, Length);
        while (!(password.Any(char.IsAsciiLetterUpper) && password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiDigit) && password.Any(Signs.Contains)));
        return password;
    }
}
