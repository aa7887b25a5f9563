using Lobster.Core.Accounts;

namespace Lobster.Core.VirtualMachines;

/// <summary>A machine in the staff's list.</summary>
/// <param name="Vm">The machine.</param>
/// <param name="AccountId">Who pays for it.</param>
/// <param name="AccountName">How they are called.</param>
/// <param name="BackendId">What the backend calls it; null before it exists.</param>
/// <param name="Problem">What went wrong with its newest operation, or with itself; null when nothing did.</param>
public sealed record AdminVmRow(VmRow Vm, AccountId AccountId, string AccountName, string? BackendId, string? Problem);
