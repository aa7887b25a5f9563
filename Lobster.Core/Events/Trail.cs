using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Data;

namespace Lobster.Core.Events;

/// <summary>Appends what happened and who did it to the transaction that does it.</summary>
public static class Trail
{
    /// <summary>Appends an event, and for everything that a person or program asked for an audit entry too, and marks the subject as changed.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="at">When (business clock).</param>
    /// <param name="actor">Who.</param>
    /// <param name="type">What, dotted ("vm.created").</param>
    /// <param name="subject">What kind of thing it happened to.</param>
    /// <param name="subjectId">The number of that thing.</param>
    /// <param name="accountId">Whose it is; null when it concerns no account.</param>
    /// <param name="data">The details, serialised as JSON; never a secret.</param>
    public static void Record(
        this LobsterDbContext db, Instant at, Actor actor, string type, SubjectKind subject, long subjectId, AccountId? accountId, object? data = null)
    {
        var json = data is null ? "{}" : JsonSerializer.Serialize(data);
        db.Events.Add(new Event { At = at, Actor = actor, Type = type, Subject = subject, SubjectId = subjectId, AccountId = accountId, Data = json });
        if (actor.Channel != ActorChannel.System)
            db.AuditEntries.Add(new AuditEntry { At = at, Actor = actor, Action = type, Subject = subject, SubjectId = subjectId, AccountId = accountId, Data = json });
        db.LiveChanges.Add(new LiveChange(subject, subjectId, accountId));
    }
}
