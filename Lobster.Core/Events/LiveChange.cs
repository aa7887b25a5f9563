using Lobster.Core.Accounts;

namespace Lobster.Core.Events;

/// <summary>Tells open pages that something changed and is worth reading again; carries no data of its own, so that it can never be stale or leak.</summary>
/// <param name="Subject">What kind of thing.</param>
/// <param name="SubjectId">Its number.</param>
/// <param name="AccountId">Whose; null when it concerns no account.</param>
public readonly record struct LiveChange(SubjectKind Subject, long SubjectId, AccountId? AccountId);
