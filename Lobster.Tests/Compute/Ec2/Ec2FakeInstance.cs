using System.Xml.Linq;
using static Lobster.Tests.Compute.Ec2.Ec2FakeXml;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>A machine of the fake.</summary>
internal sealed class Ec2FakeInstance(int number, DateTimeOffset made)
{
    private readonly List<(DateTimeOffset Due, Action Do)> coming = [];

    public string Id { get; } = $"i-{number:x17}";

    public string NicId { get; } = $"eni-{number:x17}";

    public string VolumeId { get; } = $"vol-{number:x17}";

    public DateTimeOffset Made { get; } = made;

    public required string ImageId { get; set; }

    public required string Type { get; set; }

    public required bool HasPublic { get; init; }

    public required int DiskGb { get; set; }

    public string? KeyName { get; init; }

    public string? UserData { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public string State { get; set; } = "pending";

    public (string Code, string Message)? Reason { get; set; }

    public DateTimeOffset? TerminatedAt { get; set; }

    /// <summary>Private addresses beyond the main one.</summary>
    public List<string> Secondary { get; } = [];

    /// <summary>How often it was started: the pool's address changes each time.</summary>
    public int Starts { get; set; } = 1;

    public string Private { get; } = $"10.{90 + (number / 60000)}.{number / 250 % 240}.{(number % 250) + 4}";

    public string? Pool => HasPublic && State is "pending" or "running" ? $"54.{100 + Starts}.{number / 250}.{number % 250}" : null;

    public static int CodeOf(string state) => state switch { "pending" => 0, "running" => 16, "shutting-down" => 32, "terminated" => 48, "stopping" => 64, _ => 80 };

    /// <summary>Something happens in a while; what was coming before does not.</summary>
    public void Later(DateTimeOffset due, Action what)
    {
        coming.Clear();
        coming.Add((due, what));
    }

    public void Settle(DateTimeOffset now)
    {
        foreach (var due in coming.Where(c => c.Due <= now).ToList())
        {
            coming.Remove(due);
            due.Do();
        }
    }

    public XElement Shown(IEnumerable<Ec2FakeAddress> elastic)
    {
        var associated = elastic.Where(a => a.InstanceId == Id).ToList();
        List<XElement> inner = [.. new[] { Private }.Concat(Secondary).Select((address, at) => PrivateRow(address, at == 0, associated))];
        return X("item",
            X("instanceId", Id), X("imageId", ImageId), X("instanceState", X("code", CodeOf(State)), X("name", State)), X("keyName", KeyName), X("instanceType", Type), X("architecture", "x86_64"),
            X("launchTime", Ec2Fake.Moment(Made)), X("rootDeviceName", "/dev/xvda"), X("rootDeviceType", "ebs"), Reason is { } r ? X("stateReason", X("code", r.Code), X("message", r.Message)) : null,
            X("blockDeviceMapping", State == "terminated" ? null : X("item", X("deviceName", "/dev/xvda"), X("ebs", X("volumeId", VolumeId), X("status", "attached"), X("deleteOnTermination", "true")))),
            X("networkInterfaceSet", State == "terminated" ? null : X("item",
                X("networkInterfaceId", NicId), X("privateIpAddress", Private), X("attachment", X("deviceIndex", 0), X("attachTime", Ec2Fake.Moment(Made))), X("ipv6AddressesSet"),
                X("privateIpAddressesSet", [.. inner]))),
            TagSet(Tags));
    }

    private XElement PrivateRow(string address, bool isMain, List<Ec2FakeAddress> associated)
    {
        var elastic = associated.Find(a => a.PrivateIp == address);
        var (outer, owner) = elastic is not null ? (elastic.PublicIp, Ec2Fake.Account) : isMain ? (Pool, "amazon") : (null, null);
        return X("item", X("privateIpAddress", address), X("primary", isMain ? "true" : "false"), outer is null ? null : X("association", X("publicIp", outer), X("ipOwnerId", owner)));
    }
}
