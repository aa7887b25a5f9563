namespace Lobster.Web.Components.Admin.Reconciliation;

/// <summary>What an admin may do about a finding.</summary>
public enum FindingAct
{
    /// <summary>Give the machine to an account.</summary>
    Adopt,

    /// <summary>Delete an orphan.</summary>
    Delete,

    /// <summary>End a ghost and give back what was charged.</summary>
    End,

    /// <summary>Leave a ghost alone for a while.</summary>
    Wait,

    /// <summary>Take the backend's word about a difference.</summary>
    Accept,

    /// <summary>Put the machine right.</summary>
    SetBack,

    /// <summary>Leave a difference or a foreign machine alone.</summary>
    Ignore,
}
