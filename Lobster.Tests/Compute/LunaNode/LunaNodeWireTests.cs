using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Lobster.Backends.Compute.LunaNode;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>Our requests are those of the contract's vectors, to the byte, and carry the parameters of its notes.</summary>
public sealed class LunaNodeWireTests
{
    private static readonly Dictionary<string, Func<LunaNodeClient, CancellationToken, Task>> Vectors = new()
    {
        ["vm/list/"] = (c, t) => c.ListAsync(t),
        ["vm/create/"] = (c, t) => c.CreateAsync(new LunaNodeCreate("web 1", "toronto", "1", "26") { Keys = ["5"] }, t),
    };

    private static readonly Dictionary<string, (string Parameters, Func<LunaNodeClient, CancellationToken, Task> Call)> Calls = new()
    {
        ["vm/create/"] = ("""{"hostname":"a","region":"toronto","plan_id":"m.2","image_id":"3236","key_id":"5,6","scripts":"7","securitygroups":"1,2","net_id":"n","set_password":"yes","affinity_group":"g"}""",
            (c, t) => c.CreateAsync(new LunaNodeCreate("a", "toronto", "m.2", "3236") { Keys = ["5", "6"], Scripts = ["7"], SetPassword = true, Plan = new("1,2", "n", "g") }, t)),
        ["vm/info/"] = ("""{"vm_id":"12000"}""", (c, t) => Found(c.FindAsync("12000", t))),
        ["vm/delete/"] = ("""{"vm_id":"12000"}""", (c, t) => c.DeleteAsync("12000", t)),
        ["vm/start/"] = ("""{"vm_id":"12000"}""", (c, t) => c.PowerAsync("12000", "start", t)),
        ["vm/stop/"] = ("""{"vm_id":"12000"}""", (c, t) => c.PowerAsync("12000", "stop", t)),
        ["vm/reboot/"] = ("""{"vm_id":"12000"}""", (c, t) => c.PowerAsync("12000", "reboot", t)),
        ["vm/vnc/"] = ("""{"vm_id":"12000"}""", (c, t) => c.ScreenAsync("12000", t)),
        ["vm/reimage/"] = ("""{"vm_id":"12000","image_id":"26"}""", (c, t) => c.ReimageAsync("12000", "26", t)),
        ["vm/resize/"] = ("""{"vm_id":"12000","plan_id":"2"}""", (c, t) => c.ResizeAsync("12000", "2", t)),
        ["vm/snapshot/"] = ("""{"vm_id":"12000","name":"nightly"}""", (c, t) => c.SnapshotAsync("12000", "nightly", t)),
        ["vm/ip-add/"] = ("""{"vm_id":"12000"}""", (c, t) => c.AddPrivateAsync("12000", t)),
        ["vm/ip-delete/"] = ("""{"vm_id":"12000","ip":"10.0.0.6"}""", (c, t) => c.RemovePrivateAsync("12000", "10.0.0.6", t)),
        ["vm/floatingip-add/"] = ("""{"vm_id":"12000"}""", (c, t) => c.AddPublicAsync("12000", t)),
        ["vm/floatingip-delete/"] = ("""{"vm_id":"12000","ip":"192.0.2.11"}""", (c, t) => c.RemovePublicAsync("12000", "192.0.2.11", t)),
        ["floating/list/"] = ("{}", (c, t) => c.FloatingsAsync(t)),
        ["dns/set/"] = ("""{"ip":"192.0.2.10","hostname":"mail.example.org"}""", (c, t) => c.SetReverseAsync("192.0.2.10", "mail.example.org", t)),
        ["image/list/"] = ("""{"region":"toronto"}""", (c, t) => c.ImagesAsync("toronto", t)),
        ["image/details/"] = ("""{"image_id":"26"}""", (c, t) => Found(c.FindImageAsync("26", t))),
        ["image/delete/"] = ("""{"image_id":"3236"}""", (c, t) => c.DeleteImageAsync("3236", t)),
        ["image/fetch/"] = ("""{"region":"toronto","name":"own","location":"https://example.org/a.qcow2","format":"qcow2","virtio":"yes"}""",
            (c, t) => c.FetchAsync("toronto", "own", new Uri("https://example.org/a.qcow2"), "qcow2", t)),
        ["plan/list/"] = ("{}", (c, t) => c.PlansAsync(t)),
        ["region/list/"] = ("{}", (c, t) => c.RegionsAsync(t)),
        ["sshkey/add/"] = ("""{"label":"l","sshkey":"ssh-ed25519 AAAA x"}""", (c, t) => c.AddKeyAsync("l", "ssh-ed25519 AAAA x", t)),
        ["sshkey/list/"] = ("{}", (c, t) => c.KeysAsync(t)),
        ["sshkey/remove/"] = ("""{"key_id":"5"}""", (c, t) => c.RemoveKeyAsync("5", t)),
        ["script/create/"] = ("""{"name":"l","content":"#cloud-config\n"}""", (c, t) => c.AddScriptAsync("l", "#cloud-config\n", t)),
        ["script/list/"] = ("{}", (c, t) => c.ScriptsAsync(t)),
        ["script/delete/"] = ("""{"script_id":"7"}""", (c, t) => c.RemoveScriptAsync("7", t)),
    };

    public static TheoryData<string> VectorHandlers => [.. Vectors.Keys];

    public static TheoryData<string> Handlers => [.. Calls.Keys];

    [Theory, MemberData(nameof(VectorHandlers))]
    public async Task Request_OfAVector_IsSentToTheByte(string handler)
    {
        using var wire = new WireRecorder();
        var vector = ReadVectors().Single(v => v["handlerPath"]!.GetValue<string>() == handler);
        var client = Client(wire, vector["apiId"]!.GetValue<string>(), vector["apiKey"]!.GetValue<string>(), long.Parse(vector["nonce"]!.GetValue<string>(), null));

        await Assert.ThrowsAsync<BackendException>(() => Vectors[handler](client, Token));

        Assert.Equal($"POST {vector["url"]}", wire.Asked[0]);
        Assert.Equal(vector["formBody"]!.GetValue<string>(), wire.Bodies[0]);
    }

    [Fact]
    public void Vectors_OfTheContract_AreAllTried() => Assert.True(Vectors.Keys.ToHashSet().SetEquals(ReadVectors().Select(v => v["handlerPath"]!.GetValue<string>())));

    [Theory, MemberData(nameof(Handlers))]
    public async Task Request_OfAnAction_CarriesTheParametersOfTheNotes(string handler)
    {
        using var wire = new WireRecorder();
        var (wanted, call) = Calls[handler];

        await Assert.ThrowsAsync<BackendException>(() => call(Client(wire, LunaNodeFake.ApiId, LunaNodeFake.ApiKey, 1_700_000_000), Token));

        Assert.Equal($"POST /api/{handler}", wire.Asked[0]);
        var sent = JsonNode.Parse(HttpUtility.ParseQueryString(wire.Bodies[0])["req"]!)!.AsObject();
        Assert.True(sent.Remove("api_id") && sent.Remove("api_partialkey"));
        Assert.Equal(JsonNode.Parse(wanted)!.ToJsonString(), sent.ToJsonString());
    }

    [Fact]
    public async Task Request_TheSameWithinASecond_HasAnotherSignatureForTheSameMeaning()
    {
        using var wire = new WireRecorder();
        var client = Client(wire, LunaNodeFake.ApiId, LunaNodeFake.ApiKey, 1_700_000_000);

        await Assert.ThrowsAsync<BackendException>(() => client.DeleteAsync("1", Token));
        await Assert.ThrowsAsync<BackendException>(() => client.DeleteAsync("1", Token));

        var (one, two) = (HttpUtility.ParseQueryString(wire.Bodies[0]), HttpUtility.ParseQueryString(wire.Bodies[1]));
        Assert.NotEqual(one["signature"], two["signature"]);
        Assert.Equal((one["nonce"], one["req"] + " "), (two["nonce"], two["req"]));
    }

    [Fact]
    public async Task Request_LargestUserData_IsSentWhole()
    {
        using var wire = new WireRecorder();
        var content = new string('é', 32_768);

        await Assert.ThrowsAsync<BackendException>(() => Client(wire, LunaNodeFake.ApiId, LunaNodeFake.ApiKey, 1_700_000_000).AddScriptAsync("l", content, Token));

        Assert.Equal(content, JsonNode.Parse(HttpUtility.ParseQueryString(wire.Bodies[0])["req"]!)!["content"]!.GetValue<string>());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static List<JsonObject> ReadVectors() =>
        [.. JsonNode.Parse(File.ReadAllText(Contracts.At("lunanode", "vectors.json")), documentOptions: default(JsonDocumentOptions))!["vectors"]!.AsArray().Select(v => v!.AsObject())];

    private static LunaNodeClient Client(WireRecorder wire, string id, string key, long now)
    {
        var signer = new LunaNodeSigner(id, key, new LunaNodeReplays(), new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now)));
        return new LunaNodeClient(wire.Client(new LunaNodeFaults(), signer.SignAsync));
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
