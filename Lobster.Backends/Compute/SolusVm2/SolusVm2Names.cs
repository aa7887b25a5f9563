namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Names of machines, which become host names: letters, digits, hyphens and dots, at most 63 characters. Pure.</summary>
internal static class SolusVm2Names
{
    private const int Longest = 63;

    /// <summary>Whether the master takes it as it is.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= Longest && name.Split('.').All(IsLabel);

    /// <summary>A customer's name bent to what the master takes; "vm" when nothing of it is left.</summary>
    public static string Bend(string name)
    {
        var kept = string.Concat(name.Select(c => IsAllowed(c) ? c : '-'));
        kept = string.Join('.', kept.Split('.').Select(label => label.Trim('-')).Where(label => label.Length > 0));
        return kept.Length == 0 ? "vm" : kept[..Math.Min(kept.Length, Longest)].TrimEnd('-', '.');
    }

    /// <summary>The name as a machine's domain names; null where it is none, and the master keeps those that it has.</summary>
    public static IReadOnlyList<string>? Domains(string name) => name.Contains('.', StringComparison.Ordinal) ? [name] : null;

    private static bool IsLabel(string label) => label.Length > 0 && label.All(IsAllowed) && label[0] != '-' && label[^1] != '-';

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';
}
