using Lobster.Core.Accounts;

namespace Lobster.Core.Reconciliation;

/// <summary>A finding as staff see it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Region">Its region's name.</param>
/// <param name="Vm">The panel's machine by name; null when there is none.</param>
/// <param name="AccountId">Whose that is.</param>
/// <param name="Account">How they are called.</param>
/// <param name="VmPlan">The plan that it pays.</param>
/// <param name="SeenPlan">The plan that has the size at the backend; null when none has.</param>
/// <param name="By">Who acted last; null when nobody did.</param>
public sealed record FindingRow(Finding Finding, string Region, string? Vm, AccountId? AccountId, string? Account, string? VmPlan, string? SeenPlan, string? By);
