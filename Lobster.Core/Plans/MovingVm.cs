using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Plans;

/// <summary>A machine that a move would bring to another price.</summary>
internal sealed class MovingVm
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; init; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What an hour costs now, in nano-units: the database compares it.</summary>
    public long SaleNanos { get; init; }

    /// <summary>What that hour costs the provider, in nano-units; zero when not kept.</summary>
    public long WholesaleNanos { get; init; }

    /// <summary>What an hour costs now.</summary>
    public Money Sale => new(SaleNanos);

    /// <summary>What that hour costs the provider; zero when not kept.</summary>
    public Money Wholesale => new(WholesaleNanos);
}
