using System.Text.Json.Nodes;
using Lobster.Backends.Compute.SolusVm2;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>Our requests are the examples of the contract's description, by its names of them.</summary>
public sealed class SolusVm2WireTests
{
    private static readonly Dictionary<string, (Func<SolusVm2Client, CancellationToken, Task> Call, string Request, string? Body)> Calls = new()
    {
        ["serverList"] = ((c, t) => c.ListAsync(t).ToListAsync(t).AsTask(), "GET /servers?page=1", null),
        ["serverCreate"] = ((c, t) => c.CreateAsync(
            new SolusVm2Create("web1.example.com", "Made by Lobster", 3, 1, 51) { Fqdns = ["web1.example.com"], Project = 1, SshKeys = [9], UserData = "#cloud-config\n" }, t), "POST /servers",
            """{"name":"web1.example.com","description":"Made by Lobster","fqdns":["web1.example.com"],"plan":3,"location":1,"project":1,"os":51,"ssh_keys":[9],"user_data":"#cloud-config\n"}"""),
        ["serverCreate for a user"] = ((c, t) => c.CreateAsync(
            new SolusVm2Create("vm", "Made by Lobster", 3, 1, 51) { User = 2, ComputeResource = 4, IpTypes = ["IPv4", "IPv6"], Password = "s3cret" }, t), "POST /servers",
            """{"name":"vm","description":"Made by Lobster","plan":3,"location":1,"user":2,"compute_resource":4,"ip_types":["IPv4","IPv6"],"os":51,"password":"s3cret"}"""),
        ["serverGet"] = ((c, t) => Found(c.FindAsync(42, t)), "GET /servers/42", null),
        ["serverPatch"] = ((c, t) => c.RenameAsync(42, new SolusVm2Rename("web2.example.com") { Fqdns = ["web2.example.com"] }, t), "PATCH /servers/42", """{"name":"web2.example.com","fqdns":["web2.example.com"]}"""),
        ["serverDelete"] = ((c, t) => c.DeleteAsync(42, t), "DELETE /servers/42", null),
        ["serverStart"] = ((c, t) => c.StartAsync(42, t), "POST /servers/42/start", null),
        ["serverStop"] = ((c, t) => c.StopAsync(42, isForced: true, t), "POST /servers/42/stop", """{"force":true}"""),
        ["serverStop gently"] = ((c, t) => c.StopAsync(42, isForced: false, t), "POST /servers/42/stop", null),
        ["serverRestart"] = ((c, t) => c.RestartAsync(42, isForced: false, t), "POST /servers/42/restart", null),
        ["serverRestart by force"] = ((c, t) => c.RestartAsync(42, isForced: true, t), "POST /servers/42/restart", """{"force":true}"""),
        ["serverReinstall"] = ((c, t) => c.ReinstallAsync(42, new SolusVm2Reinstall(51), t), "POST /servers/42/reinstall", """{"os":51}"""),
        ["serverReinstall with keys"] = ((c, t) => c.ReinstallAsync(42, new SolusVm2Reinstall(51) { SshKeys = [9], UserData = "#!/bin/sh" }, t), "POST /servers/42/reinstall", """{"os":51,"ssh_keys":[9],"user_data":"#!/bin/sh"}"""),
        ["serverResize"] = ((c, t) => c.ResizeAsync(42, new SolusVm2Resize(4, true), t), "POST /servers/42/resize", """{"plan_id":4,"preserve_disk":true}"""),
        ["vncUp"] = ((c, t) => c.ScreenAsync(42, t), "POST /servers/42/vnc_up", null),
        ["ipAdd"] = ((c, t) => c.AddIpAsync(42, t), "POST /servers/42/ips", """{"count":1}"""),
        ["ipRemove"] = ((c, t) => c.RemoveIpAsync(42, 7, t), "DELETE /servers/42/ips", """{"ids":[7]}"""),
        ["taskGet"] = ((c, t) => c.JobAsync(901, t), "GET /tasks/901", null),
        ["planList"] = ((c, t) => c.PlansAsync(t).ToListAsync(t).AsTask(), "GET /plans?page=1", null),
        ["osImageList"] = ((c, t) => c.ImagesAsync(t).ToListAsync(t).AsTask(), "GET /os_images?page=1", null),
        ["osImageCreate"] = ((c, t) => c.AddImageAsync(new SolusVm2AddImage("custom", false), t), "POST /os_images", """{"name":"custom","is_visible":false}"""),
        ["osImageGet"] = ((c, t) => Found(c.FindImageAsync(5, t)), "GET /os_images/5", null),
        ["osImageDelete"] = ((c, t) => c.DeleteImageAsync(5, t), "DELETE /os_images/5", null),
        ["osImageVersionCreate"] = ((c, t) => c.AddVersionAsync(5, new SolusVm2AddVersion("12", "kvm", "https://images.example.com/debian-12.qcow2", "v2", true), t), "POST /os_images/5/versions",
            """{"version":"12","virtualization_type":"kvm","url":"https://images.example.com/debian-12.qcow2","cloud_init_version":"v2","is_visible":true}"""),
        ["locationList"] = ((c, t) => c.LocationsAsync(t).ToListAsync(t).AsTask(), "GET /locations?page=1", null),
        ["projectList"] = ((c, t) => c.ProjectsAsync(t).ToListAsync(t).AsTask(), "GET /projects?page=1", null),
        ["keyList"] = ((c, t) => c.KeysAsync(t).ToListAsync(t).AsTask(), "GET /ssh_keys?page=1", null),
        ["keyCreate"] = ((c, t) => c.AddKeyAsync(new SolusVm2AddSshKey("lobster", "ssh-ed25519 AAAA lobster") { UserId = 1 }, t), "POST /ssh_keys", """{"name":"lobster","body":"ssh-ed25519 AAAA lobster","user_id":1}"""),
        ["keyDelete"] = ((c, t) => c.DeleteKeyAsync(9, t), "DELETE /ssh_keys/9", null),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        var (call, request, body) = Calls[op];
        var parts = request.Split(' ');
        using var wire = new WireRecorder();
        var client = new SolusVm2Client(wire.Client(new SolusVm2Faults()));

        await wire.AssertSendsAsync(new WireRequest(op, parts[0], parts[1], body is null ? null : JsonNode.Parse(body)), () => call(client, TestContext.Current.CancellationToken));
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
