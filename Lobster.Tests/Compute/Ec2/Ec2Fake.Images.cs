using System.Xml.Linq;
using static Lobster.Tests.Compute.Ec2.Ec2FakeXml;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Images and the snapshots that they stand on.</summary>
public sealed partial class Ec2Fake
{
    public const string Debian = "ami-0000000000000d12b";
    public const string Ubuntu = "ami-0000000000000b24f";
    public const string DebianOwner = "136693071363";

    private readonly Dictionary<string, Ec2FakeImage> images = new[]
    {
        new Ec2FakeImage(Debian, "debian-12-amd64-20260101-1", DebianOwner, 8), new Ec2FakeImage(Ubuntu, "debian-13-amd64-20260101-1", DebianOwner, 8),
        new Ec2FakeImage("ami-0000000000000aaaa", "bitnami-wordpress", DebianOwner, 10),
    }.ToDictionary(i => i.Id);

    /// <summary>Snapshots of the account, which ought to be none when it has no image.</summary>
    public HashSet<string> Snapshots { get; } = [];

    /// <summary>An image that another account shares with this one.</summary>
    public string Share()
    {
        var image = new Ec2FakeImage($"ami-{++made:x17}", "shared", "999999999999", 8) { IsShared = true };
        images.Add(image.Id, image);
        return image.Id;
    }

    /// <summary>How long an image that was just made is denied.</summary>
    public TimeSpan ImageLag { get; set; }

    private Ec2FakeImage Image(string id) => !id.StartsWith("ami-", StringComparison.Ordinal) ? throw new Ec2FakeRefusal("InvalidAMIID.Malformed", $"Invalid id: \"{id}\"")
        : images.TryGetValue(id, out var image) && image.ReadyAt - TimeSpan.FromSeconds(60) + ImageLag <= Now ? image
        : throw new Ec2FakeRefusal("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    private IEnumerable<KeyValuePair<string, Func<Ec2FakeCall, object?[]>>> Images() =>
    [
        new("DescribeImages", DescribeImages),
        new("CreateImage", CreateImage),
        new("DeregisterImage", Deregister),
    ];

    private object?[] DescribeImages(Ec2FakeCall call)
    {
        foreach (var id in call.List("ImageId")) Image(id);
        var (ids, owners) = (call.List("ImageId"), call.List("Owner").Select(o => o == "self" ? Account : o).ToList());
        var found = images.Values.Where(i => (ids.Count == 0 || ids.Contains(i.Id)) && (owners.Count == 0 || owners.Contains(i.Owner)) && call.Passes(f => f switch
        {
            "name" => i.Name,
            "image-id" => i.Id,
            "state" => StateOf(i),
            "root-device-type" => "ebs",
            _ => f.StartsWith("tag:", StringComparison.Ordinal) ? i.Tags.GetValueOrDefault(f[4..]) : null,
        }));
        return Page(call, "imagesSet", found.Select(Shown));
    }

    private object?[] CreateImage(Ec2FakeCall call)
    {
        var vm = Known(call);
        Must(vm, "running", "stopped");
        var name = call.Required("Name");
        if (images.Values.Any(i => i.Name == name && i.Owner == Account)) throw new Ec2FakeRefusal("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI");
        var image = new Ec2FakeImage($"ami-{++made:x17}", name, Account, vm.DiskGb) { Tags = call.TagsFor("image"), ReadyAt = Now + TimeSpan.FromSeconds(60) };
        images.Add(image.Id, image);
        Snapshots.Add(image.SnapshotId);
        return [X("imageId", image.Id)];
    }

    private object?[] Deregister(Ec2FakeCall call)
    {
        var image = Image(call.Required("ImageId"));
        if (image.IsPublic) throw new Ec2FakeRefusal("AuthFailure", "Not authorized for image", 403);
        images.Remove(image.Id);
        if (call.Flag("DeleteAssociatedSnapshots")) Snapshots.Remove(image.SnapshotId);
        return [X("return", "true")];
    }

    private string StateOf(Ec2FakeImage image) => image.ReadyAt <= Now ? "available" : "pending";

    private XElement Shown(Ec2FakeImage i) => X("item",
        X("imageId", i.Id), X("name", i.Name), X("imageState", StateOf(i)), X("imageOwnerId", i.Owner), X("isPublic", i.IsPublic ? "true" : "false"), X("architecture", "x86_64"), X("rootDeviceName", "/dev/xvda"),
        X("rootDeviceType", "ebs"), X("creationDate", Moment(i.ReadyAt)), TagSet(i.Tags),
        X("blockDeviceMapping", X("item", X("deviceName", "/dev/xvda"), X("ebs", X("snapshotId", i.SnapshotId), X("volumeSize", i.DiskGb), X("volumeType", "gp3"), X("deleteOnTermination", "true")))));
}
