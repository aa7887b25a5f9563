using System.Net;
using System.Text.Json;
using Lobster.Backends.Compute.CloudStack;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>What real answers mean.</summary>
public sealed class CloudStackMappingTests
{
    [Fact]
    public void Machine_OfTheContract_IsRead()
    {
        var vm = CloudStackMapping.Vm(Read("listVirtualMachines.json", "virtualmachine").Deserialize(CloudStackJson.Default.CloudStackMachine)!);

        Assert.Equal(("915653c4-298b-4d74-bdee-4ced282114f1", "testDummyVM", PowerState.Running, "Running"), (vm.Id, vm.Name, vm.Power!.Value, vm.RawState));
        Assert.Equal((1, 256, (int?)null), (vm.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Equal(Instant.Utc(2021, 10, 4, 9, 24, 38), vm.CreatedAt);
        Assert.Null(vm.Mark);
        var address = Assert.Single(vm.Addresses!);
        Assert.Equal((IPAddress.Parse("10.1.1.62"), 24, IPAddress.Parse("10.1.1.1"), false, false), (address.Address, address.PrefixLength!.Value, address.Gateway, address.IsPublic, address.CanRemove));
    }

    [Fact]
    public void Offering_OfTheContract_IsRead()
    {
        var plan = CloudStackMapping.Plan(Read("listServiceOfferings.json", "serviceoffering").Deserialize(CloudStackJson.Default.CloudStackOffering)!);

        Assert.Equal(("efaeeab0-4b09-4729-8b6f-62645db41b37", 2, 2048, (int?)null), (plan.Id, plan.VCpus!.Value, plan.RamMb!.Value, plan.DiskGb));
    }

    [Fact]
    public void Moment_OfUsage_HasQuotes() => Assert.Equal(Instant.Utc(2026, 1, 1, 23, 59, 59), CloudStackMapping.Moment("2026-01-01'T'23:59:59+00:00"));

    [Fact]
    public void Job_OfTheContract_CarriesTheLogin()
    {
        using var file = File.OpenRead(Contracts.At("cloudstack", "responses", "queryAsyncJobResult-success.json"));
        var job = JsonDocument.Parse(file).RootElement.GetProperty("queryasyncjobresultresponse").Deserialize(CloudStackJson.Default.CloudStackJob)!;

        Assert.Equal(new GuestLogin(null, "xY3example"), Assert.IsType<CloudStackProgress.Done>(CloudStackProgress.Of(job)).Login);
    }

    [Fact]
    public void Addresses_Translated_PublicOneFirst()
    {
        var nic = new CloudStackNic("n") { IsDefault = true, IpAddress = "10.1.1.2", Netmask = "255.255.255.0", Ip6Address = "2001:db8::2", Ip6Cidr = "2001:db8::/64", SecondaryIp = [new("s", "10.1.1.99")] };

        var all = CloudStackMapping.Addresses(new CloudStackMachine("a") { PublicIp = "192.0.2.7", PublicIpId = "p", Nic = [nic] }).ToList();

        Assert.Equal(["192.0.2.7", "10.1.1.2", "2001:db8::2", "10.1.1.99"], all.Select(a => a.Address.ToString()));
        Assert.Equal([true, false, true, false], all.Select(a => a.IsPublic));
        Assert.Equal([true, false, false, true], all.Select(a => a.CanRemove));
        Assert.Equal((IPAddress.Parse("10.1.1.2"), 64), (all[0].MapsTo, all[2].PrefixLength!.Value));
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("Größter Laden der Stadt")]
    [InlineData("42")]
    [InlineData("---")]
    [InlineData("a-very-long-name-that-goes-on-and-on-and-on-and-on-until-it-ends")]
    public void HostName_AnyName_IsValidAndCarriesTheMark(string name)
    {
        var (installation, token) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var host = CloudStackMark.HostName(name, installation, token);

        Assert.Matches("^[a-z][a-z0-9-]{0,61}[a-z0-9]$", host);
        Assert.Equal(new VmMark(installation, token), CloudStackMark.Read(host));
        Assert.Equal(new VmMark(installation, token), CloudStackMark.Read(host.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("web-lb")]
    [InlineData("web-lbabcdefghijklmnopqrstuvwxyz")]
    [InlineData("web-lb1111111111111111111111111111111111111111111111111111")]
    public void HostName_OfAForeignMachine_HasNoMark(string? name) => Assert.Null(CloudStackMark.Read(name));

    [Fact]
    public void Tasks_EachKind_AreReadAsTheyWereWritten()
    {
        CloudStackGoal plain = new("s", null, 20), custom = new("c", new CloudStackFigures(2, 4096, 1000), 0), noSpeed = new("c", new CloudStackFigures(2, 4096, null), 0);
        CloudStackTask[] tasks =
        [
            new CloudStackTask.Deleting("v", "j", true), new CloudStackTask.Acting("j"), new CloudStackTask.Stopping("v", "j", false), new CloudStackTask.Reimaging("v", "j", null),
            new CloudStackTask.Reimaging("v", "j", "k"), new CloudStackTask.Resizing("v", plain, custom, null, null), new CloudStackTask.Resizing("v", noSpeed, plain, "j", BackendErrorKind.QuotaExceeded),
            new CloudStackTask.Snapshotting("v", "s", null), new CloudStackTask.Templating("t", "s", "j"), new CloudStackTask.Translating("v", "a", "j"),
        ];

        Assert.All(tasks, task => Assert.Equal(task, CloudStackTasks.Read(CloudStackTasks.Write(task))));
        Assert.Equal(["a", "b"], Assert.IsType<CloudStackTask.Creating>(CloudStackTasks.Read(CloudStackTasks.Write(new CloudStackTask.Creating("j", ["a", "b"])))).Keys);
        Assert.Null(CloudStackTasks.Read("resize|v|s|s|j|"));
    }

    private static JsonElement Read(string file, string key)
    {
        using var stream = File.OpenRead(Contracts.At("cloudstack", "responses", file));
        return JsonDocument.Parse(stream).RootElement.EnumerateObject().Single().Value.GetProperty(key)[0].Clone();
    }
}
