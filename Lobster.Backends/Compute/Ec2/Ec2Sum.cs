namespace Lobster.Backends.Compute.Ec2;

/// <summary>The bytes of one span.</summary>
/// <param name="From">When it began.</param>
/// <param name="Bytes">How many.</param>
internal sealed record Ec2Sum(DateTimeOffset From, long Bytes);
