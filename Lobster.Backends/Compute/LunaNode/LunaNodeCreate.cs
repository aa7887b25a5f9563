namespace Lobster.Backends.Compute.LunaNode;

/// <summary>A machine as <c>vm/create</c> is asked for it. Null is not sent.</summary>
/// <param name="Hostname">Its name.</param>
/// <param name="Region">Where.</param>
/// <param name="PlanId">The plan: a number, or text such as <c>m.2</c>.</param>
/// <param name="ImageId">The image.</param>
internal sealed record LunaNodeCreate(string Hostname, string Region, string PlanId, string ImageId)
{
    /// <summary>Ids of SSH keys.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Ids of startup scripts.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Whether an own snapshot gets a new password; templates always do.</summary>
    public bool SetPassword { get; init; }

    /// <summary>What the plan says.</summary>
    public LunaNodePlanOptions Plan { get; init; } = new(null, null, null);
}
