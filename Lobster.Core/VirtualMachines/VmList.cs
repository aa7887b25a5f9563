namespace Lobster.Core.VirtualMachines;

/// <summary>One page of machines, with figures over all pages of the filter.</summary>
/// <param name="Rows">The machines of this page.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="HourlyRate">What they cost an hour together.</param>
/// <param name="Month">What they cost this month together.</param>
public sealed record VmList(IReadOnlyList<VmRow> Rows, int Total, Money HourlyRate, Money Month)
{
    /// <summary>No machines.</summary>
    public static VmList Empty { get; } = new([], 0, default, default);
}
