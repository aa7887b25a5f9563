namespace Lobster.Backends.Compute.Takeover;

/// <summary>How one value of an old configuration becomes one of today's form.</summary>
/// <param name="Old">Its key there.</param>
/// <param name="New">Today's field key.</param>
/// <param name="Convert">Says today's value, or null and why there is none; null leaves it as it is.</param>
internal sealed record OldField(string Old, string New, Func<string, (string? Value, string? Note)>? Convert = null);
