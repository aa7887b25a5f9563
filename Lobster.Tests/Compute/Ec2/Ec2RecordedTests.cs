using System.Net;
using Amazon.EC2.Model;
using Lobster.Backends.Compute.Ec2;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>What our client reads of each recorded answer. These run everywhere, also where there is no moto to ask.</summary>
public sealed class Ec2RecordedTests
{
    private const string Vm = "i-e6d8de0b8365be5b5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instance_Running_HasItsNameStateAndAddresses()
    {
        var vm = Ec2Mapping.Vm((await Read("DescribeInstances-running", c => c.FindAsync(Vm, Token)))!, "us-west-2");

        Assert.Equal(($"us-west-2:{Vm}", "web1", PowerState.Running, "running"), (vm.Id, vm.Name, vm.Power, vm.RawState));
        Assert.Null(vm.Mark);
        Assert.Equal(("t3.micro", "ami-03cf127a"), (vm.PlanId, vm.ImageId));
        Assert.Equal(["54.214.196.20", "10.90.143.162"], vm.Addresses!.Select(a => a.Address.ToString()));
        Assert.Equal([true, false], vm.Addresses!.Select(a => a.IsPublic));
        Assert.Equal(IPAddress.Parse("10.90.143.162"), vm.Addresses![0].MapsTo);
    }

    [Fact]
    public async Task Instance_Stopped_HasItsPrivateAddressOnly()
    {
        var instance = (await Read("DescribeInstances-stopped", c => c.FindAsync(Vm, Token)))!;

        Assert.Equal(PowerState.Stopped, Ec2Mapping.Power(instance));
        Assert.Equal("10.90.143.162", Assert.Single(Ec2Mapping.Addresses(instance, [])).Address.ToString());
        Assert.Equal("vol-c4e81cfcf0d5360c0", Ec2Mapping.RootVolume(instance));
    }

    [Fact]
    public async Task Instances_List_IsReadToItsEnd() => Assert.Equal(Vm, Assert.Single(await Read("DescribeInstances-running", c => c.InstancesAsync(null, Token).ToListAsync(Token).AsTask())).InstanceId);

    [Fact]
    public async Task Run_Answer_NamesThePendingMachine()
    {
        var instance = await Read("RunInstances", c => c.RunAsync(new RunInstancesRequest("ami-03cf127a", 1, 1), Token));

        Assert.Equal((Vm, PowerState.Starting), (instance.InstanceId, Ec2Mapping.Power(instance)));
    }

    [Fact]
    public async Task Image_Public_HasItsDisk()
    {
        var image = (await Read("DescribeImages", c => c.FindImageAsync("ami-03cf127a", Token)))!;

        Assert.Equal(new BackendImage("ami-03cf127a", "Windows_Server-2016-English-Nano-Base-2017.10.13", ImageState.Ready, IsPublic: true)
        {
            RawState = "available", SizeMb = 15 * 1024, MinDiskGb = 15, CreatedAt = Instant.Utc(2026, 11, 22, 16, 59, 33),
        }, Ec2Mapping.Image(image));
        Assert.Equal("x86_64", image.Architecture.Value);
    }

    [Fact]
    public async Task Image_Own_IsNotPublic()
    {
        var image = Ec2Mapping.Image((await Read("DescribeImages-own", c => c.FindImageAsync("ami-104b1771216c12b25", Token)))!);

        Assert.Equal(("snap-1", ImageState.Ready, false), (image.Name, image.State, image.IsPublic));
    }

    [Fact]
    public async Task CreateImage_Answer_NamesIt() => Assert.Equal("ami-104b1771216c12b25", (await Read("CreateImage", c => c.CreateImageAsync(Vm, "snap-1", null, Token))).ImageId);

    [Fact]
    public async Task Types_Answer_HasFigures()
    {
        var types = await Read("DescribeInstanceTypes", c => c.TypesAsync(["t3.micro", "t3.small"], Token));

        Assert.Equal([("t3.micro", 2, 1024), ("t3.small", 2, 2048)], types.Select(Ec2Mapping.Plan).Select(p => (p.Id, p.VCpus ?? 0, p.RamMb ?? 0)));
    }

    [Fact]
    public async Task Addresses_Answer_TellsWhoHasIt()
    {
        var address = Assert.Single(await Read("DescribeAddresses", c => c.AddressesAsync(null, Token)));

        Assert.Equal(("127.239.198.42", "eipalloc-4a5be1cc6d7582cf9", "eipassoc-8a97ff33581983f75", Vm), (address.PublicIp, address.AllocationId, address.AssociationId, address.InstanceId));
    }

    [Fact]
    public async Task Allocate_Answer_NamesTheAddress() => Assert.Equal("127.239.198.42", (await Read("AllocateAddress", c => c.AllocateAsync(null, Token))).PublicIp);

    public static TheoryData<string> Changes =>
        ["StartInstances", "StopInstances-force", "RebootInstances", "TerminateInstances", "ModifyInstanceAttribute-type", "CreateTags", "ImportKeyPair", "DeleteKeyPair", "AssociateAddress", "DisassociateAddress", "ReleaseAddress", "DeregisterImage"];

    [Theory, MemberData(nameof(Changes))]
    public async Task Change_Answer_IsTakenForDone(string file) => await Read(file, async c =>
    {
        await (file switch
        {
            "StartInstances" => c.StartAsync(Vm, Token),
            "StopInstances-force" => c.StopAsync(Vm, isForced: true, Token),
            "RebootInstances" => c.RebootAsync(Vm, Token),
            "TerminateInstances" => c.TerminateAsync(Vm, Token),
            "ModifyInstanceAttribute-type" => c.ChangeTypeAsync(Vm, "t3.small", Token),
            "CreateTags" => c.TagAsync(Vm, "Name", "web2", Token),
            "ImportKeyPair" => c.ImportKeyAsync("lobster-1", "AAAA", Token),
            "DeleteKeyPair" => c.DeleteKeyAsync("lobster-1", Token),
            "AssociateAddress" => c.AssociateAsync(new AssociateAddressRequest { AllocationId = "eipalloc-1", InstanceId = Vm }, Token),
            "DisassociateAddress" => c.DisassociateAsync("eipassoc-1", Token),
            "ReleaseAddress" => c.ReleaseAsync("eipalloc-1", Token),
            _ => c.DeregisterAsync("ami-1", withSnapshots: true, Token),
        });
        return true;
    });

    [Fact]
    public void Recordings_AreAllRead()
    {
        string[] read = ["DescribeInstances-running", "DescribeInstances-stopped", "RunInstances", "DescribeImages", "DescribeImages-own", "CreateImage", "DescribeInstanceTypes", "DescribeAddresses", "AllocateAddress"];

        // Errors are read by Ec2FaultsTests.
        var recorded = Directory.GetFiles(Contracts.At("ec2", "responses"), "*.xml").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(f => !f.StartsWith("error-", StringComparison.Ordinal));

        Assert.Equal(recorded.Order(), read.Concat(Changes.Select(c => c.Data)).Order());
    }

    private static async Task<T> Read<T>(string file, Func<Ec2Client, Task<T>> call)
    {
        using var api = new Ec2RecordedApi(file);
        var clients = new ProviderClients(new RequestBuckets(), NullLoggerFactory.Instance, TimeProvider.System, new ProviderNetwork(api));
        var http = clients.Create(new ProviderEndpoint("AWS", new Uri("https://ec2.us-west-2.amazonaws.com/")), new Ec2Faults());
        return await call(new Ec2Client(Ec2Sdk.Open(http, new Uri("https://ec2.us-west-2.amazonaws.com/"), "us-west-2")));
    }
}
