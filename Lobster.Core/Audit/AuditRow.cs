using Lobster.Core.Accounts;

namespace Lobster.Core.Audit;

/// <summary>Something that was done to an account or its things.</summary>
/// <param name="Id">The event's number.</param>
/// <param name="At">When.</param>
/// <param name="Type">What, dotted: "vm.delete.requested".</param>
/// <param name="Subject">What it was done to, in a few words.</param>
/// <param name="Data">The details, as JSON.</param>
/// <param name="Who">The user; null for the panel itself.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Address">From which address; null when not known.</param>
public sealed record AuditRow(long Id, Instant At, string Type, string Subject, string Data, string? Who, ActorChannel Channel, string? Address);
