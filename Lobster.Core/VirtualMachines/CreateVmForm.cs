using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.SshKeys;

namespace Lobster.Core.VirtualMachines;

/// <summary>A request for a new machine.</summary>
/// <param name="RequestId">Minted when the form opened; the same one again answers with the machine that it made.</param>
/// <param name="AccountId">Who will pay.</param>
/// <param name="RegionId">Where.</param>
/// <param name="PlanId">How big.</param>
/// <param name="ImageId">What it boots.</param>
/// <param name="Name">What it is called.</param>
public sealed record CreateVmForm(Guid RequestId, AccountId AccountId, RegionId RegionId, PlanId PlanId, ImageId ImageId, string Name)
{
    /// <summary>Keys of the account to put on it.</summary>
    public IReadOnlyList<SshKeyId> SshKeyIds { get; init; } = [];

    /// <summary>Cloud-init data; null or empty for none.</summary>
    public string? UserData { get; init; }
}
