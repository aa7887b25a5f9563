using Lobster.Core.Accounts;
using Lobster.Core.Events;

namespace Lobster.Core.Audit;

/// <summary>Who did what from where. Written in the transaction that did it, never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>The entry's number.</summary>
    public long Id { get; set; }

    /// <summary>When (business clock).</summary>
    public Instant At { get; set; }

    /// <summary>Who, by which way, from where.</summary>
    public required Actor Actor { get; set; }

    /// <summary>What was done, dotted ("account.adjust").</summary>
    public required string Action { get; set; }

    /// <summary>What kind of thing it was done to.</summary>
    public SubjectKind Subject { get; set; }

    /// <summary>The number of that thing.</summary>
    public long SubjectId { get; set; }

    /// <summary>Whose it is; null when it concerns no account.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>The details as a JSON object; never a secret.</summary>
    public string Data { get; set; } = "{}";
}
