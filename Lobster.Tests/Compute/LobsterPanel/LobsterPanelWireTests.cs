using System.Text.Json;
using System.Text.Json.Nodes;
using Lobster.Backends.Compute.LobsterPanel;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>Our signatures are those of the contract's vectors, and our requests those that were recorded of the original's own client.</summary>
public sealed class LobsterPanelWireTests : ConformanceSuite<LobsterPanelFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2YQVb5mDkG9rb4zzcCm3Zp1XJYx6y9S0c5o2F0mY2L one@example.org";

    public static TheoryData<int> Vectors => [0, 1, 2];

    [Theory, MemberData(nameof(Vectors))]
    public void Signature_OfAVector_IsThatToTheByte(int index)
    {
        var vector = JsonNode.Parse(File.ReadAllText(Contracts.At("lobster-legacy", "vectors.json")))!["vectors"]![index]!;
        var signer = new LobsterPanelSigner(Text("apiId"), Text("apiKey"), new LobsterPanelNonces(), TimeProvider.System);

        Assert.Equal(Text("authorization"), signer.Header(Text("path"), vector["nonce"]!.GetValue<long>(), Text("body")));

        string Text(string name) => vector[name]!.GetValue<string>();
    }

    [Fact]
    public async Task Requests_OfAMachinesLife_AreThoseOfTheOriginalsClient()
    {
        var made = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(made.VmId, made.Change);
        await DoneAsync(made.VmId, await Capability<IResize>().ResizeAsync(made.VmId, Cloud.LargerSize, Token));
        await DoneAsync(made.VmId, await Capability<IReimage>().ReimageAsync(new ReimageVm(made.VmId, "2"), Token));
        var more = await DoneAsync(made.VmId, await Capability<IAddressChanges>().AddAddressAsync(made.VmId, AddressType.PublicIPv4, Token));
        await Capability<IReverseDns>().SetReverseDnsAsync(made.VmId, Address(more), "host.example.com", Token);
        await Capability<IAddressChanges>().RemoveAddressAsync(made.VmId, Address(more), Token);
        await Backend.StopAsync(made.VmId, Token);
        await Capability<IConsole>().OpenConsoleAsync(made.VmId, Token).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal("""{"image_id":2}""", Body($"POST /api/vms/{made.VmId}/reimage"));
        Assert.Equal("""{"plan_id":2}""", Body($"POST /api/vms/{made.VmId}/resize"));
        Assert.Equal("", Body($"POST /api/vms/{made.VmId}/ips/add"));
        Assert.Equal("""{"hostname":"host.example.com"}""", Body($"POST /api/vms/{made.VmId}/ips/{more}/rdns"));
        Assert.Equal($$"""{"ip":"{{more}}","private_ip":""}""", Body($"POST /api/vms/{made.VmId}/ips/remove"));
        Assert.Equal("""{"action":"stop","value":""}""", Body($"POST /api/vms/{made.VmId}/action"));
        var create = JsonDocument.Parse(Body("POST /api/vms")).RootElement;
        Assert.Equal(["name", "plan_id", "image_id", "key_id"], create.EnumerateObject().Select(p => p.Name));
        Assert.InRange(create.GetProperty("name").GetString()!.Length, 1, 64);
    }

    private string Body(string asked) => Cloud.Api.Bodies[Cloud.Api.Asked.IndexOf(asked)];
}
