using System.Text.RegularExpressions;

namespace Lobster.Core.VirtualMachines;

/// <summary>What a machine may be called: its name is its host name too.</summary>
public static partial class VmName
{
    /// <summary>Checks a name.</summary>
    /// <returns>Null when it is good; otherwise the refusal for the field "Name".</returns>
    public static Refusal? Check(string? name) => name switch
    {
        null or "" => new Refusal.Invalid("Name", "Enter a name."),
        { Length: > 64 } => new Refusal.Invalid("Name", "Use at most 64 characters."),
        _ when !Good().IsMatch(name) => new Refusal.Invalid("Name", "Use letters, digits, hyphens and dots; start and end with a letter or digit."),
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?\z")]
    private static partial Regex Good();
}
