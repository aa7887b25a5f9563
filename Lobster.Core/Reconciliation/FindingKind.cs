namespace Lobster.Core.Reconciliation;

/// <summary>In what way a backend and the panel disagree.</summary>
public enum FindingKind
{
    /// <summary>A machine with the panel's mark that nobody pays for.</summary>
    Orphan,

    /// <summary>A machine that is charged and was missing in two complete listings in a row.</summary>
    Ghost,

    /// <summary>A machine that is not what the panel says it is: another size, another name.</summary>
    Difference,

    /// <summary>A machine without the panel's mark. It may be adopted, and is never deleted from here.</summary>
    Foreign,
}
