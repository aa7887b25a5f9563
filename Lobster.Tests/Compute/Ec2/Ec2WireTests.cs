using System.Text.Json.Nodes;
using System.Web;
using Amazon.EC2.Model;
using Lobster.Backends.Compute.Ec2;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Our requests are those of the contract's list, parameter by parameter.</summary>
public sealed class Ec2WireTests
{
    private const string Vm = "i-e6d8de0b8365be5b5";
    private const string Allocation = "eipalloc-4a5be1cc6d7582cf9";

    private static readonly Dictionary<string, Func<Ec2Client, CancellationToken, Task>> Calls = new()
    {
        ["DescribeImages"] = (c, t) => c.FindImageAsync("ami-03cf127a", t),
        ["RunInstances"] = (c, t) => c.RunAsync(new RunInstancesRequest("ami-03cf127a", 1, 1)
        {
            InstanceType = "t3.micro", ClientToken = "lobster-vm-42", UserData = "I2Nsb3VkLWNvbmZpZwo=",
            TagSpecifications = [new TagSpecification { ResourceType = Amazon.EC2.ResourceType.Instance, Tags = [new Tag("Name", "web1")] }],
        }, t),
        ["DescribeInstances-running"] = (c, t) => c.InstancesAsync(null, t).ToListAsync(t).AsTask(),
        ["StopInstances-force"] = (c, t) => c.StopAsync(Vm, isForced: true, t),
        ["DescribeInstances-stopped"] = (c, t) => c.FindAsync(Vm, t),
        ["ModifyInstanceAttribute-type"] = (c, t) => c.ChangeTypeAsync(Vm, "t3.small", t),
        ["StartInstances"] = (c, t) => c.StartAsync(Vm, t),
        ["RebootInstances"] = (c, t) => c.RebootAsync(Vm, t),
        ["CreateTags"] = (c, t) => c.TagAsync(Vm, "Name", "web2", t),
        ["CreateImage"] = (c, t) => c.CreateImageAsync(Vm, "snap-1", null, t),
        ["DescribeImages-own"] = (c, t) => c.FindImageAsync("ami-104b1771216c12b25", t),
        ["DeregisterImage"] = (c, t) => c.DeregisterAsync("ami-104b1771216c12b25", withSnapshots: false, t),
        ["AllocateAddress"] = (c, t) => c.AllocateAsync(null, t),
        ["AssociateAddress"] = (c, t) => c.AssociateAsync(new AssociateAddressRequest { AllocationId = Allocation, InstanceId = Vm }, t),
        ["DescribeAddresses"] = (c, t) => c.AddressesAsync(null, t),
        ["DisassociateAddress"] = (c, t) => c.DisassociateAsync("eipassoc-8a97ff33581983f75", t),
        ["ReleaseAddress"] = (c, t) => c.ReleaseAsync(Allocation, t),
        ["DescribeInstanceTypes"] = (c, t) => c.TypesAsync(["t3.micro", "t3.small"], t),
        ["ImportKeyPair"] = (c, t) => c.ImportKeyAsync("lobster-1", "c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSUdWak1uQnliMkpsWldNeWNISnZZbVZsWXpKd2NtOWlaV1ZqTW5CeWIySmwgbG9ic3Rlcg==", t),
        ["DeleteKeyPair"] = (c, t) => c.DeleteKeyAsync("lobster-1", t),
        ["TerminateInstances"] = (c, t) => c.TerminateAsync(Vm, t),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        using var wire = new WireRecorder();

        // Nothing is there: what is looked for is not found, and everything else fails.
        await Record.ExceptionAsync(() => Calls[op](Client(wire), TestContext.Current.CancellationToken));

        Assert.Equal("POST /", wire.Asked[0]);
        Assert.Equal(Pairs((string)Requests()[op]!["request"]!), Pairs(wire.Bodies[0]));
    }

    [Fact]
    public void Requests_OfTheContract_AreAllAsked() => Assert.Equal(
        // We know what is missing and what a right is by what is refused, and so send these two in no other form.
        Requests().Select(r => r.Key).Except(["error-InvalidInstanceID.NotFound", "error-DryRunOperation"]).Order(), Calls.Keys.Order());

    private static JsonObject Requests() => JsonNode.Parse(File.ReadAllText(Contracts.At("ec2", "responses", "requests.json")))!.AsObject();

    private static Ec2Client Client(WireRecorder wire) => new(Ec2Sdk.Open(wire.Client(new Ec2Faults()), new Uri("https://ec2.us-west-2.amazonaws.com/"), "us-west-2"));

    private static SortedDictionary<string, string?> Pairs(string form)
    {
        var pairs = HttpUtility.ParseQueryString(form);
        return new(pairs.AllKeys.OfType<string>().ToDictionary(k => k, k => pairs[k]));
    }
}
