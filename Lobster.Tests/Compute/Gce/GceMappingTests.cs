using System.Net;
using System.Text.Json;
using Lobster.Backends.Compute.Gce;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Gce;

/// <summary>What Google tells, as the panel reads it.</summary>
public sealed class GceMappingTests
{
    private static readonly Guid Panel = new("0198a1f2-0000-7000-8000-000000000001");
    private static readonly Guid Token = new("0198a1f2-0000-7000-8000-00000000000a");

    [Fact]
    public void Vm_AsTheContractShowsIt_HasItsPublicAddressAndItsFigures()
    {
        var instance = JsonSerializer.Deserialize("""
            {
              "kind": "compute#instance", "id": "4611686018427387904", "name": "web1", "zone": "https://www.googleapis.com/compute/v1/projects/demo/zones/us-central1-f",
              "machineType": "https://www.googleapis.com/compute/v1/projects/demo/zones/us-central1-f/machineTypes/e2-small", "status": "TERMINATED",
              "creationTimestamp": "2026-01-02T03:04:05.678-08:00",
              "networkInterfaces": [{"name": "nic0", "networkIP": "10.128.0.5", "accessConfigs": [{"type": "ONE_TO_ONE_NAT", "name": "External NAT", "natIP": "192.0.2.10", "publicPtrDomainName": "web1.example.com."}]}],
              "disks": [{"index": 0, "boot": false, "diskSizeGb": "500"}, {"index": 1, "boot": true, "diskSizeGb": "10", "source": "https://www.googleapis.com/compute/v1/projects/demo/zones/us-central1-f/disks/web1"}],
              "labels": {"lobster-vm": "42"}
            }
            """, GceJson.Default.GceInstance)!;

        var vm = GceMapping.Vm(instance, "us-central1-f");

        Assert.Equal(("us-central1-f:web1", "web1", PowerState.Stopped, "TERMINATED", "e2-small", 10), (vm.Id, vm.Name, vm.Power, vm.RawState, vm.PlanId, vm.DiskGb));
        Assert.Equal(Instant.Utc(2026, 1, 2, 11, 4, 5) + TimeSpan.FromMilliseconds(678), vm.CreatedAt);
        Assert.Null(vm.Mark);
        var (main, inner) = (vm.Addresses![0], vm.Addresses[1]);
        Assert.Equal((IPAddress.Parse("192.0.2.10"), true, IPAddress.Parse("10.128.0.5"), "web1.example.com", true), (main.Address, main.IsPublic, main.MapsTo, main.ReverseDns, main.CanSetReverseDns));
        Assert.Equal((IPAddress.Parse("10.128.0.5"), false, false), (inner.Address, inner.IsPublic, inner.CanSetReverseDns));
        Assert.Equal("web1", GceMapping.BootDiskName(instance));
    }

    [Fact]
    public void Vm_NothingTold_IsNotNothing()
    {
        var vm = GceMapping.Vm(new GceInstance("one"), "us-central1-f");

        Assert.Equal((null, null, null, null), (vm.PlanId, vm.DiskGb, vm.RamMb, vm.CreatedAt));
        Assert.Equal(PowerState.Unknown, vm.Power);
    }

    [Theory]
    [InlineData("Web-1", "web-1")]
    [InlineData("My shop, new!", "my-shop--new-")]
    [InlineData("größer_2", "größer_2")]
    [InlineData("ÜBER", "über")]
    public void Bend_AnyName_IsALabel(string name, string expected) => Assert.Equal(expected, GceLabels.Bend(name));

    [Fact]
    public void Bend_LongName_IsCutByCharactersAndBytes()
    {
        Assert.Equal(63, GceLabels.Bend(new string('a', 64)).Length);
        Assert.Equal(63, GceLabels.Bend(new string('ü', 64)).Length);
    }

    [Fact]
    public void Mark_IsReadAsItWasWritten()
    {
        Assert.Equal(new VmMark(Panel, Token), GceLabels.Read(GceLabels.Mark(Panel, Token)));
        Assert.Equal(new VmMark(Panel, null), GceLabels.Read(new Dictionary<string, string> { ["lobster-panel"] = $"{Panel:N}", ["lobster-token"] = "x" }));
        Assert.Null(GceLabels.Read(new Dictionary<string, string> { ["lobster-token"] = $"{Token:N}" }));
        Assert.True(GceLabels.IsOurs(GceLabels.NameOf(Token)));
        Assert.False(GceLabels.IsOurs("lobster-trap"));
    }

    [Theory]
    [InlineData("debian-cloud/debian-12", false)]
    [InlineData("debian-cloud/family/debian-12", true)]
    [InlineData("example.com:images/mine", false)]
    public void ImageId_OfEachForm_IsReadAsItIsWritten(string text, bool isFamily)
    {
        var id = GceImageId.Read(text);

        Assert.Equal((text, isFamily), (id!.ToString(), id.IsFamily));
    }

    [Theory]
    [InlineData("")]
    [InlineData("debian-12")]
    [InlineData("debian-cloud/a/b")]
    [InlineData("debian-cloud/family/")]
    [InlineData("debian-cloud/../x")]
    public void ImageId_OfNoForm_IsNone(string text) => Assert.Null(GceImageId.Read(text));

    public static TheoryData<string> Tasks =>
    [
        "act|zones/us-central1-f/operations/operation-1-abc", "create||us-central1-f:lobster-1", "create|global/operations/x|us-central1-f:lobster-1", "delete|regions/us-central1/operations/x|us-central1-f:one",
        "resize||us-central1-f:one|e2-small|40|e2-medium|", "resize||us-central1-f:one|e2-small|0|e2-small|QuotaExceeded",
        "reimage|zones/us-central1-f/operations/x|us-central1-f:one|new|old|debian-cloud/debian-12|20|pd-ssd|", "reimage||us-central1-f:one|new|old|debian-cloud/debian-12|20||Rejected", "image|global/operations/x|mine",
    ];

    [Theory, MemberData(nameof(Tasks))]
    public void Task_OfEachKind_IsReadAsItIsWritten(string text) => Assert.Equal(text, GceTasks.Write(GceTasks.Read(text)!));

    [Theory]
    [InlineData("")]
    [InlineData("act|operations/x")]
    [InlineData("act|zones/../operations/x")]
    [InlineData("create||one")]
    [InlineData("resize||us-central1-f:one|e2-small|x|e2-medium|")]
    [InlineData("resize||us-central1-f:one|e2-small|1|e2-medium|Sadness")]
    [InlineData("something||new")]
    public void Task_OfNoKind_IsNone(string text) => Assert.Null(GceTasks.Read(text));
}
