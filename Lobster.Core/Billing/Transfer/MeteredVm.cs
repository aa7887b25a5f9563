using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing.Transfer;

/// <summary>A machine whose counters are read.</summary>
/// <param name="Id">The machine.</param>
/// <param name="AccountId">Who pays.</param>
/// <param name="BackendId">What the backend calls it.</param>
/// <param name="Start">When its billing began.</param>
internal sealed record MeteredVm(VmId Id, AccountId AccountId, string BackendId, Instant Start);
