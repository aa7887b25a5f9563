namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>The names of keys that are imported for one machine and go again, and how keys are told to be the same. Pure.</summary>
internal static class SolusVm2Keys
{
    private const string Prefix = "lobster ";

    /// <summary>The name of a machine's keys.</summary>
    public static string Name(Guid token) => $"{Prefix}{token:N}";

    /// <summary>Whether a key was imported for some machine.</summary>
    public static bool IsTemporary(SolusVm2SshKey key) => key.Name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Whether a key is this public key, whatever its comment.</summary>
    public static bool IsSame(SolusVm2SshKey key, string line) => key.Body is { } body && Material(body) == Material(line);

    private static string Material(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(2));
}
