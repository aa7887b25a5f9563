using Lobster.Core.Accounts;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>What charging a machine starts from: where its watermark stands and the line that ends there.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="AccountId">Who pays.</param>
/// <param name="RegionId">Where it runs.</param>
/// <param name="Start">When its billing started.</param>
/// <param name="ChargedUntil">Its watermark.</param>
/// <param name="Minutes">Its interval.</param>
/// <param name="Last">The line that ends at the watermark; null while nothing was charged.</param>
internal sealed record BilledVm(
    VmId VmId, AccountId AccountId, RegionId RegionId, Instant Start, Instant ChargedUntil, int Minutes, LastLine? Last);
