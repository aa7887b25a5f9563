namespace Lobster.Backends.Compute.Ec2;

/// <summary>The size that a machine goes to.</summary>
/// <param name="Type">The instance type.</param>
/// <param name="DiskGb">The disk; 0: whatever it has.</param>
internal sealed record Ec2Goal(string Type, int DiskGb);
