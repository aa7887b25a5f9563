using Lobster.Core.Accounts;

namespace Lobster.Core.VirtualMachines;

/// <summary>A machine in a list.</summary>
/// <param name="Id">The machine.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lifecycle">Where it is in its life.</param>
/// <param name="PowerState">What the backend last said.</param>
/// <param name="DesiredPower">What its owner last asked for.</param>
/// <param name="Suspension">What the panel decided.</param>
/// <param name="Addresses">Its addresses as last listed; the first is the main one.</param>
/// <param name="Plan">The name of its plan.</param>
/// <param name="Image">The name of what it was last imaged from; null when unknown.</param>
/// <param name="Region">The name of its region.</param>
/// <param name="HourlyRate">What an hour costs at full power; zero once it is no longer billed.</param>
/// <param name="Month">What it cost this month so far.</param>
/// <param name="Error">Why it is in error.</param>
public sealed record VmRow(
    VmId Id, string Name, VmLifecycle Lifecycle, string PowerState, DesiredPower DesiredPower, SuspensionKind Suspension, IReadOnlyList<string> Addresses,
    string Plan, string? Image, string Region, Money HourlyRate, Money Month, string? Error)
{
    /// <summary>What goes on with it; null for nothing.</summary>
    public OperationView? Operation { get; init; }

    /// <summary>What it costs while it is stopped, in thousandths of its price.</summary>
    public int StoppedFactor { get; init; } = 1000;

    /// <summary>Its main address; null until it has one.</summary>
    public string? Address => Addresses.Count > 0 ? Addresses[0] : null;
}
