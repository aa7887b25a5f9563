using System.Text.Json.Nodes;
using Lobster.Backends.Compute.CloudStack;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>Our signatures are those of the contract's vectors, and so are whole requests, to the byte; our commands and parameters are those of its list.</summary>
public sealed class CloudStackWireTests
{
    private const string Machine = "915653c4-298b-4d74-bdee-4ced282114f1";

    // Not in the contract's list of commands, and as old as CloudStack itself.
    private static readonly HashSet<string> Unlisted = ["listAccounts", "createTags", "deleteTags", "deleteSnapshot", "enableStaticNat"];

    // The vectors expire then.
    private static readonly DateTimeOffset Now = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero) - TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, Func<CloudStackClient, CancellationToken, Task>> Calls = new()
    {
        ["listVirtualMachines"] = (c, t) => c.MachinesAsync(null, t).ToListAsync(t).AsTask(),
        ["deployVirtualMachine"] = (c, t) => c.DeployAsync(
        [
            .. new CloudStackGoal("498ce071-a077-4237-9492-e55c42553327", null, 0).Parameters, ("templateid", "50459b99-5fe0-11ea-9a56-1e006800018c"),
            ("zoneid", "1d8d87d4-1425-459c-8d81-c6f57dca2bd2"), ("displayname", "Web 1 + café/*"), ("userdata", "I2Nsb3VkLWNvbmZpZwo="),
        ], t),
        ["updateVirtualMachine"] = (c, t) => c.UpdateAsync(Machine, "a~b c", null, t),
    };

    private static readonly Func<CloudStackClient, CancellationToken, Task>[] All =
    [
        .. Calls.Values,
        (c, t) => c.MachineAsync(Machine, t).ToListAsync(t).AsTask(), (c, t) => c.ZonesAsync("z", t).ToListAsync(t).AsTask(), (c, t) => c.AccountsAsync(t).ToListAsync(t).AsTask(),
        (c, t) => c.StartAsync(Machine, t), (c, t) => c.StopAsync(Machine, true, t), (c, t) => c.RebootAsync(Machine, true, t), (c, t) => c.DestroyAsync(Machine, true, t),
        (c, t) => c.RestoreAsync(Machine, "t", t), (c, t) => c.ChangeServiceAsync(Machine, [("serviceofferingid", "s"), ("details[0].cpuNumber", "2")], t), (c, t) => c.ConsoleAsync(Machine, t),
        (c, t) => c.RootDisksAsync(Machine, t).ToListAsync(t).AsTask(), (c, t) => c.ResizeDiskAsync("v", 20, t), (c, t) => c.OfferingsAsync("z", null, t).ToListAsync(t).AsTask(),
        (c, t) => c.DiskOfferingAsync("d", t).ToListAsync(t).AsTask(), (c, t) => c.AddKeyAsync("k", "ssh-ed25519 AAAA", t), (c, t) => c.KeysAsync("aa:bb", t).ToListAsync(t).AsTask(),
        (c, t) => c.RemoveKeyAsync("k", t), (c, t) => c.TagAsync(Machine, "a", "b", t), (c, t) => c.UntagAsync(Machine, "a", t), (c, t) => c.JobAsync("j", t),
        (c, t) => c.UsageAsync(4, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), t).ToListAsync(t).AsTask(), (c, t) => c.TemplatesAsync("self", "z", null, t).ToListAsync(t).AsTask(),
        (c, t) => c.IsosAsync("self", "z", null, t).ToListAsync(t).AsTask(), (c, t) => c.DeleteTemplateAsync("t", t), (c, t) => c.DeleteIsoAsync("t", t),
        (c, t) => c.RegisterTemplateAsync([("name", "n"), ("displaytext", "d"), ("url", "u"), ("format", "RAW"), ("hypervisor", "KVM")], t),
        (c, t) => c.RegisterIsoAsync([("name", "n"), ("displaytext", "d"), ("url", "u"), ("zoneid", "z")], t), (c, t) => c.CreateSnapshotAsync("v", "n", t),
        (c, t) => c.SnapshotsAsync("v", t).ToListAsync(t).AsTask(), (c, t) => c.SnapshotAsync("s", t).ToListAsync(t).AsTask(), (c, t) => c.DeleteSnapshotAsync("s", t),
        (c, t) => c.CreateTemplateAsync("s", "n", "d", "o", t), (c, t) => c.AddSecondaryAsync("n", t), (c, t) => c.RemoveSecondaryAsync("i", t), (c, t) => c.TakeAddressAsync("n", t),
        (c, t) => c.TranslateAsync("a", Machine, t), (c, t) => c.GiveAddressBackAsync("a", t),
    ];

    public static TheoryData<string> Commands => [.. Calls.Keys];

    [Fact]
    public void Signature_EachVector_IsGivenToTheByte()
    {
        foreach (var vector in Vectors())
        {
            var parameters = vector["params"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, (string)p.Value!)).ToList();
            var (secret, query) = ((string)vector["secretKey"]!, CloudStackSignature.Query(parameters));

            Assert.Equal((string)vector["encodedQuery"]!, query);
            Assert.Equal((string)vector["signature"]!, CloudStackSignature.Of(secret, query));
            Assert.Equal((string)vector["getQueryString"]!, CloudStackSignature.Sign(secret, parameters));
        }
    }

    [Fact]
    public void FakeSignature_EachVectorThatExpires_IsBelieved()
    {
        foreach (var vector in Vectors().Where(v => v["params"]!["expires"] is not null))
        {
            var call = CloudStackFakeCall.Read((string)vector["getQueryString"]!, "");

            Assert.True(call.IsSigned("lobster-api-key", "lobster-secret-key", Now));
            Assert.False(call.IsSigned("lobster-api-key", "another-secret-key", Now));
            Assert.False(call.IsSigned("lobster-api-key", "lobster-secret-key", Now + TimeSpan.FromMinutes(11)));
        }
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Request_OfAVector_IsSentToTheByte(string command)
    {
        using var wire = new WireRecorder();
        var vector = Vectors().First(v => (string)v["params"]!["command"]! == command);

        await Assert.ThrowsAsync<BackendException>(() => Calls[command](Client(wire, project: null), TestContext.Current.CancellationToken));

        var query = (string)vector["getQueryString"]!;
        var (asked, body) = command.StartsWith("list", StringComparison.Ordinal) ? ($"GET /client/api?{query}", "") : ("POST /client/api", query);
        Assert.Equal((asked, body), (wire.Asked[0], wire.Bodies[0]));
    }

    [Fact]
    public async Task Requests_AllOfThem_HaveTheParametersOfTheContract()
    {
        using var file = File.OpenRead(Contracts.At("cloudstack", "commands.json"));
        var contract = JsonNode.Parse(file)!.AsObject();
        foreach (var call in All)
        {
            using var wire = new WireRecorder();
            await Assert.ThrowsAsync<BackendException>(() => call(Client(wire, "p"), TestContext.Current.CancellationToken));
            var sent = Sent(wire);
            if (Unlisted.Contains(sent["command"])) continue;
            var known = contract[sent["command"]] ?? throw new InvalidOperationException($"The contract has no {sent["command"]}.");
            var (required, optional) = (Names(known["required"]!), Names(known["params"]!));
            var own = sent.Keys.Select(k => k.Split('[')[0]).Except(["command", "apiKey", "response", "signatureversion", "expires", "signature"]).ToHashSet();

            Assert.Empty(own.Except(required).Except(optional));
            Assert.Empty(required.Except(own));
            Assert.Equal((string)known["http"]! == "GET", wire.Asked[0].StartsWith("GET", StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Sent(WireRecorder wire) =>
        (wire.Bodies[0].Length > 0 ? wire.Bodies[0] : wire.Asked[0].Split('?')[1]).Split('&').ToDictionary(p => p.Split('=')[0], p => Uri.UnescapeDataString(p.Split('=', 2)[1]));

    private static HashSet<string> Names(JsonNode list) => [.. list.AsArray().Select(n => (string)n!)];

    private static CloudStackClient Client(WireRecorder wire, string? project)
    {
        var time = new FakeTimeProvider(Now);
        return new CloudStackClient(new CloudStackCaller(wire.Client(new CloudStackFaults(time)), "client/api", "lobster-api-key", "lobster-secret-key", 500, time), project);
    }

    private static List<JsonNode> Vectors()
    {
        using var file = File.OpenRead(Contracts.At("cloudstack", "vectors.json"));
        return JsonNode.Parse(file)!["vectors"]!.AsArray().Select(v => v!).ToList();
    }
}
