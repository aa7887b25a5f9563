namespace Lobster.Core.Reconciliation;

/// <summary>How a finding ended.</summary>
public enum FindingEnd
{
    /// <summary>It no longer holds, without an act on this page.</summary>
    Mended,

    /// <summary>The machine belongs to an account now and is charged.</summary>
    Adopted,

    /// <summary>The orphan was deleted.</summary>
    Deleted,

    /// <summary>Billing of the ghost ended when it was last seen; what was charged after that was given back.</summary>
    Credited,

    /// <summary>What the backend says holds.</summary>
    Accepted,
}
