using System.Xml.Linq;
using static Lobster.Tests.Compute.Ec2.Ec2FakeXml;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Elastic IP addresses, private addresses and reverse names.</summary>
public sealed partial class Ec2Fake
{
    private readonly List<Ec2FakeAddress> addresses = [];

    /// <summary>The account's Elastic IP addresses, which cost money.</summary>
    public IReadOnlyList<string> ElasticAddresses => addresses.ConvertAll(a => a.PublicIp);

    /// <summary>An operator's own address, for nobody.</summary>
    public void AllocateForOperator() => addresses.Add(new Ec2FakeAddress(++made) { Tags = new() { ["Name"] = "mine" } });

    private IEnumerable<KeyValuePair<string, Func<Ec2FakeCall, object?[]>>> Addresses() =>
    [
        new("AllocateAddress", Allocate),
        new("DescribeAddresses", c => [X("addressesSet", [.. addresses.Where(a => c.Passes(f => f == "network-interface-id" ? a.NicId : f.StartsWith("tag:", StringComparison.Ordinal) ? a.Tags.GetValueOrDefault(f[4..]) : null)).Select(Shown)])]),
        new("AssociateAddress", Associate),
        new("DisassociateAddress", c => Done(() => Part(addresses.Find(a => a.AssociationId == c["AssociationId"]) ?? throw new Ec2FakeRefusal("InvalidAssociationID.NotFound", "The association ID does not exist")))),
        new("ReleaseAddress", Release),
        new("AssignPrivateIpAddresses", Assign),
        new("UnassignPrivateIpAddresses", Unassign),
        new("ModifyAddressAttribute", c => Name(c, c.Required("DomainName"))),
        new("ResetAddressAttribute", c => Name(c, null)),
        new("DescribeAddressesAttribute", c => [X("addressSet", [.. addresses.Where(a => c.List("AllocationId").Contains(a.AllocationId)).Select(Named)])]),
    ];

    private object?[] Allocate(Ec2FakeCall call)
    {
        if (addresses.Count >= 5) throw new Ec2FakeRefusal("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        var address = new Ec2FakeAddress(++made) { Tags = call.TagsFor("elastic-ip") };
        addresses.Add(address);
        return [X("publicIp", address.PublicIp), X("domain", "vpc"), X("allocationId", address.AllocationId)];
    }

    private object?[] Associate(Ec2FakeCall call)
    {
        var address = Address(call);
        var vm = instances.Values.FirstOrDefault(i => i.NicId == call["NetworkInterfaceId"]) ?? throw new Ec2FakeRefusal("InvalidNetworkInterfaceID.NotFound", "The networkInterface ID does not exist");
        Must(vm, "running", "stopped");
        var inner = call["PrivateIpAddress"] ?? vm.Private;
        if (inner != vm.Private && !vm.Secondary.Contains(inner)) throw new Ec2FakeRefusal("InvalidParameterValue", $"The address {inner} is not on the interface");
        if (addresses.Exists(a => a.PrivateIp == inner)) throw new Ec2FakeRefusal("Resource.AlreadyAssociated", "resource is already associated with associate-id");
        (address.AssociationId, address.InstanceId, address.NicId, address.PrivateIp) = ($"eipassoc-{++made:x17}", vm.Id, vm.NicId, inner);
        return [X("associationId", address.AssociationId)];
    }

    private object?[] Release(Ec2FakeCall call)
    {
        var address = Address(call);
        if (address.AssociationId is not null) throw new Ec2FakeRefusal("InvalidIPAddress.InUse", "Address is in use.");
        addresses.Remove(address);
        return [X("return", "true")];
    }

    private object?[] Assign(Ec2FakeCall call)
    {
        var vm = instances.Values.First(i => i.NicId == call["NetworkInterfaceId"]);
        var address = $"10.200.{++made / 250 % 250}.{made % 250}";
        vm.Secondary.Add(address);
        return [X("networkInterfaceId", vm.NicId), X("assignedPrivateIpAddressesSet", X("item", X("privateIpAddress", address)))];
    }

    private object?[] Unassign(Ec2FakeCall call)
    {
        var vm = instances.Values.First(i => i.NicId == call["NetworkInterfaceId"]);
        if (!vm.Secondary.Remove(call.List("PrivateIpAddress").Single())) throw new Ec2FakeRefusal("InvalidParameterValue", "Some of the addresses are not assigned to interface");
        return [X("return", "true")];
    }

    private object?[] Name(Ec2FakeCall call, string? name)
    {
        var address = Address(call);
        address.Coming = (name, Now + TimeSpan.FromSeconds(10));
        return [X("address", X("allocationId", address.AllocationId), X("publicIp", address.PublicIp))];
    }

    private Ec2FakeAddress Address(Ec2FakeCall call) =>
        addresses.Find(a => a.AllocationId == call["AllocationId"]) ?? throw new Ec2FakeRefusal("InvalidAllocationID.NotFound", $"The allocation ID '{call["AllocationId"]}' does not exist");

    private static void Part(Ec2FakeAddress address) => (address.AssociationId, address.InstanceId, address.NicId, address.PrivateIp) = (null, null, null, null);

    private static object?[] Done(Action act)
    {
        act();
        return [X("return", "true")];
    }

    private static XElement Shown(Ec2FakeAddress a) => X("item",
        X("publicIp", a.PublicIp), X("allocationId", a.AllocationId), X("domain", "vpc"), a.AssociationId is null ? null : X("associationId", a.AssociationId),
        a.InstanceId is null ? null : X("instanceId", a.InstanceId), a.NicId is null ? null : X("networkInterfaceId", a.NicId), a.PrivateIp is null ? null : X("privateIpAddress", a.PrivateIp), TagSet(a.Tags));

    private XElement Named(Ec2FakeAddress a)
    {
        if (a.Coming is { } coming && coming.Due <= Now) (a.ReverseName, a.Coming) = (coming.Name, null);
        return X("item", X("publicIp", a.PublicIp), X("allocationId", a.AllocationId), a.ReverseName is null ? null : X("ptrRecord", a.ReverseName + "."),
            a.Coming is null ? null : X("ptrRecordUpdate", X("value", a.Coming.Value.Name), X("status", "PENDING")));
    }
}
