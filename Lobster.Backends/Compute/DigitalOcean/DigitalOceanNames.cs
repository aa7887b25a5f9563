namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Names of Droplets: <c>^[a-zA-Z0-9]?[a-z0-9A-Z.\-]*[a-z0-9A-Z]$</c>, at most 255 characters. Pure.</summary>
internal static class DigitalOceanNames
{
    private const int Longest = 255;

    /// <summary>Whether the provider takes it as it is.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= Longest && name.All(IsAllowed) && char.IsAsciiLetterOrDigit(name[^1]);

    /// <summary>A customer's name bent to what the provider takes; "vm" when nothing of it is left.</summary>
    public static string Bend(string name)
    {
        var kept = string.Concat(name.Select(c => IsAllowed(c) ? c : '-')).Trim('-', '.');
        return kept.Length == 0 ? "vm" : kept[..Math.Min(kept.Length, Longest)].TrimEnd('-', '.');
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';
}
