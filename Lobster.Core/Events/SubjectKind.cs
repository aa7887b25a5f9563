namespace Lobster.Core.Events;

/// <summary>What kind of thing something happened to.</summary>
public enum SubjectKind
{
    /// <summary>An account: credit, standing, limits.</summary>
    Account,

    /// <summary>A user.</summary>
    User,

    /// <summary>A machine.</summary>
    Vm,

    /// <summary>An operation.</summary>
    Operation,

    /// <summary>An image.</summary>
    Image,

    /// <summary>An SSH key.</summary>
    SshKey,

    /// <summary>A payment.</summary>
    Payment,

    /// <summary>A region.</summary>
    Region,

    /// <summary>A plan or a price.</summary>
    Plan,

    /// <summary>A sweep.</summary>
    Sweep,

    /// <summary>The panel's settings.</summary>
    Panel,
}
