using Lobster.Core.Accounts;

namespace Lobster.Core.Events;

/// <summary>Something that happened, appended in the transaction that did it.</summary>
public sealed class Event
{
    /// <summary>The event's number. Numbers commit out of order on PostgreSQL: readers keep their own delivery rows.</summary>
    public EventId Id { get; set; }

    /// <summary>When (business clock).</summary>
    public Instant At { get; set; }

    /// <summary>Whose; null when it concerns no account.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>What kind of thing it happened to.</summary>
    public SubjectKind Subject { get; set; }

    /// <summary>The number of that thing.</summary>
    public long SubjectId { get; set; }

    /// <summary>What happened, dotted ("vm.created").</summary>
    public required string Type { get; set; }

    /// <summary>The version of <see cref="Data"/>'s shape.</summary>
    public int TypeVersion { get; set; } = 1;

    /// <summary>The details as a JSON object; never a secret.</summary>
    public string Data { get; set; } = "{}";

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; set; }
}
