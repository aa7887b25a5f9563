using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Consoles;

/// <summary>One opening of a console: first a ticket, then the session that the ticket was used for. All its times are the system clock's.</summary>
public sealed class ConsoleSession
{
    /// <summary>Its number.</summary>
    public ConsoleId Id { get; set; }

    /// <summary>Whose console.</summary>
    public VmId VmId { get; set; }

    /// <summary>Whose machine.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Who asked, and from where.</summary>
    public required Actor Actor { get; set; }

    /// <summary>The log-in it is bound to.</summary>
    public required string Session { get; set; }

    /// <summary>The user's security stamp at that moment: a new password or "log out everywhere" changes it.</summary>
    public required string Stamp { get; set; }

    /// <summary>Whether a member of staff opened it who is no member of the account.</summary>
    public bool IsStaff { get; set; }

    /// <summary>What it shows.</summary>
    public ConsoleKind Kind { get; set; }

    /// <summary>SHA-256 of the ticket in upper-case hex, unique; who reads the database cannot use it.</summary>
    public required string TicketHash { get; set; }

    /// <summary>The way to the machine as the backend gave it, encrypted; null once it was used or revoked.</summary>
    public string? ProtectedAccess { get; set; }

    /// <summary>When the ticket was made.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Until when it can be used.</summary>
    public Instant ExpiresAt { get; set; }

    /// <summary>When it must end, used or not; null: as long as all else holds.</summary>
    public Instant? RevokedAt { get; set; }

    /// <summary>When it was used; null: not yet.</summary>
    public Instant? OpenedAt { get; set; }

    /// <summary>Which panel process serves it.</summary>
    public string? Node { get; set; }

    /// <summary>When that process last said that it is open.</summary>
    public Instant? SeenAt { get; set; }

    /// <summary>Bytes from the browser.</summary>
    public long BytesIn { get; set; }

    /// <summary>Bytes to the browser.</summary>
    public long BytesOut { get; set; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; set; }

    /// <summary>Why.</summary>
    public ConsoleEnd? End { get; set; }
}
