namespace Lobster.Backends.Compute.Vultr;

/// <summary>Work that the panel follows step by step, since Vultr has no task objects.</summary>
/// <param name="VmId">The machine.</param>
internal abstract record VultrTask(string VmId)
{
    /// <summary>A create whose temporary keys go once it runs.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Keys">The keys' ids.</param>
    public sealed record Creating(string VmId, IReadOnlyList<string> Keys) : VultrTask(VmId);

    /// <summary>A change of plan, which may start a machine that was stopped.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Plan">The plan that it goes to.</param>
    /// <param name="EndsStopped">Whether it is to be stopped in the end.</param>
    public sealed record Resizing(string VmId, string Plan, bool EndsStopped) : VultrTask(VmId);
}
