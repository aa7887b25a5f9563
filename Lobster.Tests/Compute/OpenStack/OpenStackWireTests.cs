using System.Text.Json;
using System.Text.Json.Nodes;
using Lobster.Backends.Compute.OpenStack;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>The bodies of the upstream references: those that we send are sent as given, those that are answered are understood.</summary>
public sealed class OpenStackWireTests
{
    [Fact]
    public void LogIn_ApplicationCredential_IsTheSample()
    {
        var sample = Sample("identity-auth-appcred-request");
        var credential = sample["auth"]!["identity"]!["application_credential"]!;

        AssertSame(sample, Json(new OpenStackLogin.Application((string)credential["id"]!, (string)credential["secret"]!)));
    }

    [Fact]
    public void LogIn_Password_NamesUserAndProjectWithTheirDomains() => AssertSame(
        JsonNode.Parse("""
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"demo","domain":{"name":"Default"},"password":"p"}}},
            "scope":{"project":{"name":"shop","domain":{"name":"Other"}}}}}
            """)!,
        Json(new OpenStackLogin.User("demo", "Default", "p", "shop", "Other")));

    [Fact]
    public async Task Actions_LifeOfAMachine_AreTheSamples()
    {
        await using var cloud = new OpenStackFixture();
        var accepted = await cloud.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "web", cloud.Size, cloud.ImageId), Token);
        await LaterAsync(cloud);
        await cloud.Backend.StopAsync(accepted.VmId, Token);
        await LaterAsync(cloud);
        await cloud.Backend.StartAsync(accepted.VmId, Token);
        await LaterAsync(cloud);
        var resize = Assert.IsType<BackendChange.Poll>(await ((IResize)cloud.Backend).ResizeAsync(accepted.VmId, cloud.LargerSize, Token));
        await LaterAsync(cloud);
        await ((ILongTasks)cloud.Backend).GetTaskAsync(resize.TaskId, Token);
        await LaterAsync(cloud);
        await ((IRename)cloud.Backend).RenameAsync(accepted.VmId, "new-server-test", Token);

        var sent = cloud.Api.Bodies.Where(b => b.Length > 0).Select(b => JsonNode.Parse(b)!).ToList();
        var renamed = new JsonObject { ["server"] = new JsonObject { ["name"] = "new-server-test" } };
        foreach (var wanted in new[] { Sample("compute-action-stop"), Sample("compute-action-start"), Sample("compute-action-confirm-resize"), renamed })
            Assert.Contains(sent, body => JsonNode.DeepEquals(body, wanted));
        Assert.Contains(sent, body => body["resize"]?["flavorRef"] is not null && body.AsObject().Count == Sample("compute-action-resize").AsObject().Count);
    }

    [Fact]
    public void Token_Answer_HasItsParts()
    {
        var token = Read(OpenStackJson.Default.OpenStackTokenAnswer, "identity-auth-password-response").Token;

        Assert.Equal(("2015-11-07T02:58:43.578887Z", "admin", "admin"), (token.ExpiresAt, token.User.Name, token.Project?.Name));
        Assert.Equal(("identity", "RegionOne"), (token.Catalog![0].Type, token.Catalog[0].Endpoints[0].RegionId));
    }

    [Fact]
    public void Servers_Newest_AreUnderstood()
    {
        var page = Read(OpenStackJson.Default.OpenStackServers, "compute-servers-detail-response-v2.96");

        var vm = OpenStackMapping.Vm(page.Servers[0]);

        Assert.Equal((PowerState.Running, 1, 512, 1), (vm.Power, vm.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Equal("70a599e0-31e7-49b7-b260-868f441e862b", vm.ImageId);
        Assert.Equal(["192.168.1.30"], vm.Addresses!.Select(a => a.Address.ToString()));
        Assert.Contains(page.ServersLinks!, l => l.Rel == "next");
    }

    [Fact]
    public void Server_OldestForm_HasNoFigures()
    {
        var vm = OpenStackMapping.Vm(Read(OpenStackJson.Default.OpenStackServerAnswer, "compute-server-get-response-v2.1").Server);

        Assert.Equal((PowerState.Running, null, null), (vm.Power, vm.VCpus, vm.RamMb));
    }

    [Fact]
    public void Create_Answer_HasIdAndPassword() =>
        Assert.Equal(("f5dc173b-6804-445a-a6d8-c705dad5b5eb", "6NpUwoz2QDRN"), (Made().Id, Made().AdminPass));

    [Fact]
    public void Diagnostics_Standard_TellsOctetsByCard()
    {
        var nic = Assert.Single(Read(OpenStackJson.Default.OpenStackDiagnostics, "compute-diagnostics-response-v2.48").NicDetails!);

        Assert.Equal(("01:23:45:67:89:ab", 2070139, 140208), (nic.MacAddress, nic.RxOctets, nic.TxOctets));
    }

    [Fact]
    public void Flavors_Detail_AreSizes()
    {
        var flavors = Read(OpenStackJson.Default.OpenStackFlavors, "compute-flavors-detail-response-v2.61").Flavors;

        Assert.Equal(new BackendPlan("2", "m1.small") { VCpus = 1, RamMb = 2048, DiskGb = 20 }, OpenStackMapping.Plan(flavors[1]));
    }

    [Fact]
    public void Images_List_AreUnderstood()
    {
        var image = OpenStackMapping.Image(Read(OpenStackJson.Default.OpenStackImagePage, "images-list-response").Images[0]);

        Assert.Equal(("cirros-0.3.2-x86_64-disk", ImageState.Ready, true, 13), (image.Name, image.State, image.IsPublic, image.SizeMb));
    }

    [Fact]
    public void Import_Methods_AreTold() =>
        Assert.Contains("web-download", Read(OpenStackJson.Default.OpenStackImportInfo, "image-info-import-response").Methods!.Value!);

    [Fact]
    public void Import_WebDownload_IsTheSample()
    {
        var sample = Sample("image-import-webdownload-request")["method"]!;

        AssertSame(
            new JsonObject { ["method"] = new JsonObject { ["name"] = (string?)sample["name"], ["uri"] = (string?)sample["uri"] } },
            JsonSerializer.SerializeToNode(new OpenStackImport(new("web-download", (string)sample["uri"]!)), OpenStackJson.Default.OpenStackImport)!);
    }

    [Fact]
    public void Networks_Ports_HaveTheirAddresses()
    {
        var ports = Read(OpenStackJson.Default.OpenStackPorts, "network-ports-list-response").Ports;

        Assert.Equal(("d80b1a3b-4fc1-49f3-952e-1e2ab7081d8b", "172.24.4.2"), (ports[0].Id, ports[0].FixedIps![0].IpAddress));
    }

    [Fact]
    public void Networks_FloatingAddresses_NameTheirPorts()
    {
        var floating = Read(OpenStackJson.Default.OpenStackFloatingIps, "network-floatingips-list-response").FloatingIps;

        Assert.Equal(("172.24.4.228", "ce705c24-c1ef-408a-bda3-7bbd946164ab"), (floating[0].FloatingIpAddress, floating[0].PortId));
        Assert.Null(floating[1].PortId);
    }

    [Fact]
    public void Console_Request_IsTheSample()
    {
        var sample = Sample("compute-remote-console-request-v2.6");

        AssertSame(sample, JsonSerializer.SerializeToNode(new OpenStackConsoleRequest(OpenStackConsoleKind.Screen), OpenStackJson.Default.OpenStackConsoleRequest)!);
    }

    [Fact]
    public async Task Console_Serial_IsTheSampleWithItsOwnWords()
    {
        await using var cloud = new OpenStackSerialFixture();
        var accepted = await cloud.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "web", cloud.Size, cloud.ImageId), Token);
        await LaterAsync(cloud);
        await ((ITerminal)cloud.Backend).OpenTerminalAsync(accepted.VmId, Token);
        var wanted = Sample("compute-remote-console-request-v2.6");
        (wanted["remote_console"]!["protocol"], wanted["remote_console"]!["type"]) = ("serial", "serial");

        Assert.Equal($"/v2.1/servers/{accepted.VmId}/remote-consoles", cloud.Api.Requests[^1].RequestUri!.AbsolutePath);
        AssertSame(wanted, JsonNode.Parse(cloud.Api.Bodies[^1])!);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task LaterAsync(OpenStackFixture cloud) => cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

    private static OpenStackMade Made() => Read(OpenStackJson.Default.OpenStackMadeAnswer, "compute-server-create-response").Server;

    private static JsonNode Json(OpenStackLogin login) => JsonSerializer.SerializeToNode(new OpenStackAuthRequest(login.Request), OpenStackJson.Default.OpenStackAuthRequest)!;

    private static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(PathOf(name)))!;

    private static T Read<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string name) => JsonSerializer.Deserialize(File.ReadAllText(PathOf(name)), type)!;

    private static string PathOf(string name) => Contracts.At("openstack", "samples", name + ".json");

    private static void AssertSame(JsonNode wanted, JsonNode sent) => Assert.True(JsonNode.DeepEquals(wanted, sent), $"{wanted.ToJsonString()} is wanted, not {sent.ToJsonString()}");
}
