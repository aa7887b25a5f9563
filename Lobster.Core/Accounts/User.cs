using Microsoft.AspNetCore.Identity;

namespace Lobster.Core.Accounts;

/// <summary>Who logs in. What pays is an <see cref="Account"/>; a <see cref="Membership"/> joins the two. Staff users need no account.</summary>
public sealed class User : IdentityUser<long>
{
    /// <summary>When the user was registered (system clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When the terms were accepted; null for users made by an operator.</summary>
    public Instant? TermsAcceptedAt { get; set; }

    /// <summary>Since when the user may do nothing; null while enabled. Read by every use case in its own transaction.</summary>
    public Instant? DisabledAt { get; set; }
}
