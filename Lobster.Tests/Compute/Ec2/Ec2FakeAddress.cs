namespace Lobster.Tests.Compute.Ec2;

/// <summary>An Elastic IP address of the fake.</summary>
internal sealed class Ec2FakeAddress(int number)
{
    public string AllocationId { get; } = $"eipalloc-{number:x17}";

    public string PublicIp { get; } = $"203.0.{113 + (number / 250)}.{number % 250}";

    public required Dictionary<string, string> Tags { get; init; }

    public string? AssociationId { get; set; }

    public string? InstanceId { get; set; }

    public string? NicId { get; set; }

    public string? PrivateIp { get; set; }

    public string? ReverseName { get; set; }

    /// <summary>A name that is on its way, and when it is there.</summary>
    public (string? Name, DateTimeOffset Due)? Coming { get; set; }
}
