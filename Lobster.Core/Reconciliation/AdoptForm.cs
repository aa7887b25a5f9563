using Lobster.Core.Plans;

namespace Lobster.Core.Reconciliation;

/// <summary>Whom an adopted machine belongs to from now on, and what it costs.</summary>
/// <param name="RequestId">Minted when the form opens: the same form sent twice adopts once.</param>
/// <param name="Finding">The orphan or foreign machine.</param>
/// <param name="Account">The account's number, or its exact name.</param>
/// <param name="Plan">The plan whose price it pays.</param>
public sealed record AdoptForm(Guid RequestId, FindingId Finding, string Account, PlanId Plan);
