namespace Lobster.Tests.Compute.Ec2;

/// <summary>An image of the fake.</summary>
internal sealed record Ec2FakeImage(string Id, string Name, string Owner, int DiskGb)
{
    public Dictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset ReadyAt { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of another account, and not for everybody.</summary>
    public bool IsShared { get; init; }

    public bool IsPublic => Owner != Ec2Fake.Account && !IsShared;

    public string SnapshotId => "snap-" + Id["ami-".Length..];
}
