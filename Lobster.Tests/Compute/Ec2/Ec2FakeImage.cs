namespace Lobster.Tests.Compute.Ec2;

/// <summary>An image of the fake.</summary>
internal sealed record Ec2FakeImage(string Id, string Name, string Owner, int DiskGb)
{
    public Dictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset ReadyAt { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool IsPublic => Owner != Ec2Fake.Account;

    public string SnapshotId => "snap-" + Id["ami-".Length..];
}
