namespace Lobster.Core.VirtualMachines;

/// <summary>One page of all customers' machines.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many match on all pages.</param>
/// <param name="HourlyRate">What all of them cost an hour, in currency units.</param>
/// <param name="Account">The name of the account asked for; null for all accounts.</param>
public sealed record AdminVmList(IReadOnlyList<AdminVmRow> Rows, int Total, decimal HourlyRate, string? Account)
{
    /// <summary>Nothing.</summary>
    public static AdminVmList Empty { get; } = new([], 0, 0, null);
}
