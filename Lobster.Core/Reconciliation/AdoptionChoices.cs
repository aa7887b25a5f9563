using Lobster.Core.Plans;

namespace Lobster.Core.Reconciliation;

/// <summary>What an adoption's form offers.</summary>
/// <param name="Account">The number of the account that the machine was made for; null when nobody knows.</param>
/// <param name="Plans">The plans with a price in the region, small first.</param>
/// <param name="Fitting">The one of exactly the machine's size; null when there is none.</param>
public sealed record AdoptionChoices(string? Account, IReadOnlyList<AdoptionPlan> Plans, PlanId? Fitting);
