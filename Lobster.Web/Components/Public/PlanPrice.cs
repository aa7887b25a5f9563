using Lobster.Core;

namespace Lobster.Web.Components.Public;

/// <summary>One row of the price table.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cpus">vCPUs.</param>
/// <param name="RamMb">RAM in MB.</param>
/// <param name="DiskGb">Disk in GB.</param>
/// <param name="TransferGb">Transfer a month in GB.</param>
/// <param name="PerHour">The price of an hour.</param>
public sealed record PlanPrice(long Id, string Name, int Cpus, long RamMb, long DiskGb, long TransferGb, Money PerHour);
