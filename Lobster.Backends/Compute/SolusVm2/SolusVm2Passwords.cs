using System.Security.Cryptography;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Makes the passwords of machines that get no key.</summary>
internal static class SolusVm2Passwords
{
    private const int Length = 24;

    // Without what is easily taken for something else.
    private const string Choices = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>A new one, of letters of both cases and digits.</summary>
    public static string Next()
    {
        string password;
        do password = RandomNumberGenerator.GetString(Choices, Length);
        while (!(password.Any(char.IsAsciiLetterUpper) && password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiDigit)));
        return password;
    }
}
