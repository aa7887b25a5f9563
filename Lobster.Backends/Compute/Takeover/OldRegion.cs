namespace Lobster.Backends.Compute.Takeover;

/// <summary>A region as an old configuration described it, in the words of today's form. Lives in memory only, since it holds secrets.</summary>
/// <param name="Name">What it was called; empty when it had no name.</param>
/// <param name="BackendType">The type of backend that runs it today.</param>
/// <param name="Values">What can be filled in, by the form's field keys.</param>
/// <param name="Notes">What the admin has to see to, in sentences.</param>
public sealed record OldRegion(string Name, string BackendType, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Notes)
{
    /// <summary>Without the values.</summary>
    public override string ToString() => $"old region {Name} ({BackendType})";
}
