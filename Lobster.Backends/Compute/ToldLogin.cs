using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>A login in the words of Luna Node and of the original Lobster: <c>username: X; password: Y</c>, or the password alone. Pure.</summary>
internal static class ToldLogin
{
    private const string Password = "password: ";

    /// <summary>Reads it; null for none.</summary>
    public static GuestLogin? Read(string? details)
    {
        var at = details?.IndexOf(Password, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0 || details![(at + Password.Length)..] is not { Length: > 0 } password) return null;
        var user = details[..at].Split(';', StringSplitOptions.TrimEntries).Select(p => p.Split(": ", 2)).FirstOrDefault(p => p is ["username", { Length: > 0 }]);
        return new GuestLogin(user?[1], password);
    }
}
