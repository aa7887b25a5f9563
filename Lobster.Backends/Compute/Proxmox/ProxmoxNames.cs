using System.Text.RegularExpressions;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Names of machines, which follow the rules of DNS. Pure.</summary>
internal static partial class ProxmoxNames
{
    private const int Longest = 63;

    /// <summary>Whether a name may be given.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= Longest && NamePattern().IsMatch(name);

    /// <summary>The nearest name that may be given.</summary>
    public static string Bend(string name, string otherwise = "vm")
    {
        var bent = OtherPattern().Replace(name, "-").Trim('-');
        if (bent.Length > Longest) bent = bent[..Longest].TrimEnd('-');
        return bent.Length > 0 ? bent : otherwise;
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex OtherPattern();
}
