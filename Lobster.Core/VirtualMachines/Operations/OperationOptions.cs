namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>The section <c>Lobster:Operations</c>.</summary>
public sealed class OperationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Operations";

    /// <summary>For how many seconds a machine whose create got no answer is looked for before the create is sent again.</summary>
    public int LookUpSeconds { get; set; } = 90;

    /// <summary>How many operations one node carries out at the same time.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>How long the backend may take for one operation before it is given up, in minutes.</summary>
    public int PatienceMinutes { get; set; } = 30;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (LookUpSeconds is < 1 or > 3600) yield return $"{Section}:LookUpSeconds is {LookUpSeconds}, but must be 1 to 3600.";
        if (Workers is < 1 or > 64) yield return $"{Section}:Workers is {Workers}, but must be 1 to 64.";
        if (PatienceMinutes is < 1 or > 1440) yield return $"{Section}:PatienceMinutes is {PatienceMinutes}, but must be 1 to 1440.";
    }
}
