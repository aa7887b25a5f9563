using Lobster.Core.Plans;

namespace Lobster.Core.Reconciliation;

/// <summary>A plan that an adopted machine may pay.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="HourlyRate">What it costs in the region.</param>
public sealed record AdoptionPlan(PlanId Id, string Name, Money HourlyRate);
