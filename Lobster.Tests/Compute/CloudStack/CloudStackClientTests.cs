using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>The fake is no friend of ours only: an independent client, <c>cs</c> (Debian's python3-cs), signs its own way, reads its lists and follows its jobs over a real socket.</summary>
[Trait("Category", "OtherClients")]
public sealed class CloudStackClientTests : IDisposable
{
    // The client signs with the real time; each look at the clock is two seconds on, so that jobs end soon.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };
    private readonly CloudStackFake fake;

    public CloudStackClientTests() => fake = new CloudStackFake(time);

    public void Dispose() => fake.Dispose();

    [Theory]
    [InlineData("get")]
    [InlineData("post")]
    public async Task Client_ListsDeploysAndDestroys(string method)
    {
        await using var host = await FakeApiHost.StartAsync(fake);
        Task<JsonNode> Ask(params string[] command) => AskAsync(host, method, CloudStackFake.SecretKey, command);

        var zones = await Ask("listZones");
        var none = await Client(host, method, CloudStackFake.SecretKey, "listVirtualMachines");
        var made = await Ask("deployVirtualMachine", $"zoneid={CloudStackFake.Zone}", $"serviceofferingid={CloudStackFake.Small}", $"templateid={CloudStackFake.Debian}", "name=web-1", "displayname=Web 1 + café/*");
        var id = (string)made["virtualmachine"]!["id"]!;
        var list = await Ask("listVirtualMachines", "listall=true");
        var gone = await Ask("destroyVirtualMachine", $"id={id}", "expunge=true");

        Assert.Equal((CloudStackFake.Zone, 1), ((string)zones["zone"]![0]!["id"]!, (int)zones["count"]!));
        Assert.DoesNotContain("virtualmachine", none.Output, StringComparison.Ordinal);
        Assert.Equal(("Running", CloudStackFake.Password), ((string)made["virtualmachine"]!["state"]!, (string)made["virtualmachine"]!["password"]!));
        Assert.Equal((id, "Web 1 + café/*"), ((string)list["virtualmachine"]![0]!["id"]!, (string)list["virtualmachine"]![0]!["displayname"]!));
        Assert.Equal(id, (string)gone["virtualmachine"]!["id"]!);
        Assert.Equal(["Expunged"], fake.States);
    }

    [Fact]
    public async Task Client_WrongSecretOrUnknownMachine_IsTurnedDown()
    {
        await using var host = await FakeApiHost.StartAsync(fake);

        var wrong = await AskAsync(host, "get", "another secret", "listVirtualMachines");
        var unknown = await AskAsync(host, "get", CloudStackFake.SecretKey, "startVirtualMachine", "id=nope");

        Assert.Equal(401, (int)wrong["errorresponse"]!["errorcode"]!);
        Assert.Equal(431, (int)unknown["startvirtualmachineresponse"]!["errorcode"]!);
    }

    private static async Task<JsonNode> AskAsync(FakeApiHost host, string method, string secret, params string[] command)
    {
        var output = (await Client(host, method, secret, command)).Output;
        var (from, until) = (output.IndexOf('{', StringComparison.Ordinal), output.LastIndexOf('}'));
        Assert.True(from >= 0 && until > from, $"cs printed no object: {output}");
        return JsonNode.Parse(output[from..(until + 1)])!;
    }

    private static async Task<Finished> Client(FakeApiHost host, string method, string secret, params string[] command) =>
        await ChildProcess.RunAsync([.. await FindAsync(), "--quiet", .. command], new Dictionary<string, string?>
        {
            ["CLOUDSTACK_ENDPOINT"] = host.Address + "client/api", ["CLOUDSTACK_KEY"] = CloudStackFake.ApiKey, ["CLOUDSTACK_SECRET"] = secret, ["CLOUDSTACK_METHOD"] = method,
            ["CLOUDSTACK_POLL_INTERVAL"] = "0.05", ["PYTHONIOENCODING"] = "utf-8", ["NO_PROXY"] = "127.0.0.1", ["no_proxy"] = "127.0.0.1",
        });

    // Debian's package has the module and no program.
    private static async Task<string[]> FindAsync()
    {
        string[][] ways = [["/usr/bin/python3", "-m", "cs"], ["cs"]];
        foreach (var way in ways)
            if ((await ChildProcess.RunAsync(["/bin/sh", "-c", "\"$@\" --help", "sh", .. way])).Output.Contains("CloudStack API command", StringComparison.OrdinalIgnoreCase)) return way;
        throw TestRun.Missing("The client cs is not installed: apt-get install python3-cs, or run ./test --quick.");
    }
}
