using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Tests.VirtualMachines;

/// <summary>What <see cref="BusyPanel"/> uses, and for whom.</summary>
internal sealed record BusyStock(RegionId Region, PlanId Plan, ImageId Image, AccountId Account, Actor Owner);
