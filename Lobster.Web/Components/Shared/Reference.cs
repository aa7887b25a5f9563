using System.Security.Cryptography;

namespace Lobster.Web.Components.Shared;

/// <summary>Short references that a customer can read out and support can find in the log.</summary>
public static class Reference
{
    /// <summary>A new one: "7f3a-91c2".</summary>
    public static string New()
    {
        var hex = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        return string.Concat(hex.AsSpan(0, 4), "-", hex.AsSpan(4));
    }
}
