using Lobster.Core.Images;

namespace Lobster.Core.VirtualMachines;

/// <summary>What a checked request wants queued.</summary>
/// <param name="Arguments">The operation's arguments; null for none.</param>
/// <param name="Image">The image that the operation makes; null for none.</param>
public sealed record VmRequestPlan(object? Arguments = null, Image? Image = null)
{
    private readonly object? told;

    /// <summary>What the account's history tells of it: the arguments, unless they are not for reading.</summary>
    public object? Told
    {
        get => told ?? Arguments;
        init => told = value;
    }
}
