namespace Lobster.Core.Consoles;

/// <summary>Why a ticket lets nobody in. For logs and metrics; who shows a ticket is not told.</summary>
public enum ConsoleRefusal
{
    /// <summary>There is no such ticket for this machine.</summary>
    Unknown,

    /// <summary>It was used before.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>It is another user's or another log-in's. It is worthless from now on.</summary>
    NotTheirs,

    /// <summary>The user may not open it any more, or the machine has no console now.</summary>
    NotAllowed,

    /// <summary>The user has as many open as one may have.</summary>
    TooMany,
}
