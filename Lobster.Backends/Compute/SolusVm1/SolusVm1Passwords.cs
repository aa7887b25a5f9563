using System.Security.Cryptography;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>Makes the root passwords that a master wants with every machine: letters and digits, which no template stumbles over.</summary>
internal static class SolusVm1Passwords
{
    private const int Length = 20;

    // Without what is easily taken for something else.
    private const string Choices = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>A new one.</summary>
    public static string Next() => RandomNumberGenerator.GetString(Choices, Length);
}
