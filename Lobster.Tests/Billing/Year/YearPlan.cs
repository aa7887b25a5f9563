using Lobster.Core;
using Lobster.Core.Plans;

namespace Lobster.Tests.Billing.Year;

/// <summary>A plan as the story knows it: what an hour costs while it runs, is stopped, is suspended.</summary>
internal sealed record YearPlan(PlanId Id, Money Price, decimal Stopped, decimal Suspended, int TransferGb)
{
    public static YearPlan Of(Plan plan, decimal price) => new(plan.Id, Money.FromDecimal(price), plan.StoppedFactor / 1000m, plan.SuspendedFactor / 1000m, plan.TransferGb);

    public Money At(decimal share) => Money.FromDecimal(Price.ToDecimal() * share);
}
