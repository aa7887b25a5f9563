using System.Globalization;
using System.Runtime.CompilerServices;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>
/// One method for each action of the master's <c>api/admin/command.php</c> (https://docs.solusvm.com, API, admin). All of it by POST, so that the key stays out of access logs.
/// </summary>
internal sealed class SolusVm1Client(ProviderClient http, string apiId, string apiKey)
{
    private const string Path = "api/admin/command.php";

    /// <summary>vserver-create.</summary>
    public Task<SolusVm1Answer> CreateAsync(SolusVm1Options at, SolusVm1Create vm, CancellationToken token) => ChangeAsync(
        "vserver-create", token, ("type", at.Type.Name), ("nodegroup", at.NodeGroup), ("node", at.Node), ("hostname", vm.Hostname), ("password", vm.Password), ("username", at.Client),
        ("plan", vm.Plan), ("template", vm.Template), ("ips", "1"), ("hvmt", at.Type == SolusVm1Type.XenHvm ? "1" : null), ("custommemory", Text(vm.RamMb)),
        ("customdiskspace", Text(vm.DiskGb)), ("custombandwidth", Text(vm.BandwidthGb)), ("customcpu", Text(vm.Cpus)));

    /// <summary>vserver-terminate. The client stays.</summary>
    public Task TerminateAsync(string id, CancellationToken token) => ChangeAsync("vserver-terminate", token, ("vserverid", id), ("deleteclient", "false"));

    /// <summary>vserver-boot, vserver-shutdown, vserver-reboot.</summary>
    public Task PowerAsync(string id, string verb, CancellationToken token) => ChangeAsync($"vserver-{verb}", token, ("vserverid", id));

    /// <summary>vserver-status; null when there is no such machine.</summary>
    public async Task<string?> FindStateAsync(string id, CancellationToken token) => (await FindAsync("vserver-status", id, token))?["statusmsg"];

    /// <summary>vserver-info: host name, template and figures; null when there is no such machine.</summary>
    public Task<SolusVm1Answer?> FindAsync(string id, CancellationToken token) => FindAsync("vserver-info", id, token);

    /// <summary>vserver-infoall: state, addresses and use, without graphs; null when there is no such machine.</summary>
    public Task<SolusVm1Answer?> FindLiveAsync(string id, CancellationToken token) =>
        ProviderClient.NullIfMissingAsync(AskAsync("vserver-infoall", token, ("vserverid", id), ("nographs", "true")));

    /// <summary>node-idlist, then node-virtualservers for each node: the machines of a type, without their states.</summary>
    public async IAsyncEnumerable<SolusVm1Answer> ListAsync(SolusVm1Type type, [EnumeratorCancellation] CancellationToken token)
    {
        foreach (var node in await NodesAsync(type, token))
            foreach (var server in Whole((await AskAsync("node-virtualservers", token, ("nodeid", node))).Servers)) yield return server;
    }

    /// <summary>node-idlist.</summary>
    public async Task<IReadOnlyList<string>> NodesAsync(SolusVm1Type type, CancellationToken token) => Whole((await AskAsync("node-idlist", token, ("type", type.Name))).List("nodes"));

    /// <summary>listnodegroups: number, bar and name of each.</summary>
    public async Task<IReadOnlyList<string>> NodeGroupsAsync(CancellationToken token) => Whole((await AskAsync("listnodegroups", token)).List("nodegroups"));

    /// <summary>listplans: names and nothing else.</summary>
    public async Task<IReadOnlyList<string>> PlansAsync(SolusVm1Type type, CancellationToken token) => Whole((await AskAsync("listplans", token, ("type", type.Name))).List("plans"));

    /// <summary>listtemplates: file names. A master that has no field for the type has them in the common one.</summary>
    public async Task<IReadOnlyList<string>> TemplatesAsync(SolusVm1Type type, CancellationToken token)
    {
        var told = await AskAsync("listtemplates", token, ("type", type.Name));
        return Whole(told.List(told[type.TemplatesField] is null ? "templates" : type.TemplatesField));
    }

    /// <summary>vserver-rebuild.</summary>
    public Task RebuildAsync(string id, string template, CancellationToken token) => ChangeAsync("vserver-rebuild", token, ("vserverid", id), ("template", template));

    /// <summary>vserver-change-hdd, in GB.</summary>
    public Task ChangeDiskAsync(string id, int gb, CancellationToken token) => ChangeAsync("vserver-change-hdd", token, ("vserverid", id), ("hdd", Text(gb)));

    /// <summary>vserver-change-memory, in MB; OpenVZ wants what is promised and what may be borrowed, which are the same here.</summary>
    public Task ChangeMemoryAsync(SolusVm1Type type, string id, int mb, CancellationToken token) =>
        ChangeAsync("vserver-change-memory", token, ("vserverid", id), ("memory", type == SolusVm1Type.OpenVz ? $"{Text(mb)}|{Text(mb)}" : Text(mb)));

    /// <summary>vserver-change-cpu.</summary>
    public Task ChangeCpusAsync(string id, int cpus, CancellationToken token) => ChangeAsync("vserver-change-cpu", token, ("vserverid", id), ("cpu", Text(cpus)));

    /// <summary>vserver-addip; the address.</summary>
    public async Task<string?> AddAddressAsync(string id, CancellationToken token) => (await ChangeAsync("vserver-addip", token, ("vserverid", id)))["ipaddress"];

    /// <summary>vserver-delip.</summary>
    public Task RemoveAddressAsync(string id, string address, CancellationToken token) => ChangeAsync("vserver-delip", token, ("vserverid", id), ("ipaddr", address));

    /// <summary>vserver-rootpassword.</summary>
    public Task SetPasswordAsync(string id, string password, CancellationToken token) => ChangeAsync("vserver-rootpassword", token, ("vserverid", id), ("rootpassword", password));

    /// <summary>vserver-tun-enable, vserver-tun-disable; OpenVZ only.</summary>
    public Task SetTunAsync(string id, bool isOn, CancellationToken token) => ChangeAsync(isOn ? "vserver-tun-enable" : "vserver-tun-disable", token, ("vserverid", id));

    /// <summary>vserver-vnc: the way to the screen. Asking twice tells the same.</summary>
    public Task<SolusVm1Answer> ScreenAsync(string id, CancellationToken token) => AskAsync("vserver-vnc", token, ("vserverid", id));

    /// <summary>vserver-console: opens the terminal for an hour. Asking twice leaves it open.</summary>
    public Task<SolusVm1Answer> TerminalAsync(string id, CancellationToken token) => AskAsync("vserver-console", token, ("vserverid", id), ("access", "enable"), ("time", "1"));

    private Task<SolusVm1Answer?> FindAsync(string action, string id, CancellationToken token) => ProviderClient.NullIfMissingAsync(AskAsync(action, token, ("vserverid", id)));

    private async Task<SolusVm1Answer> AskAsync(string action, CancellationToken token, params (string Name, string? Value)[] parameters) =>
        Read(await http.AskAsync(Path, Form(action, parameters), token));

    private async Task<SolusVm1Answer> ChangeAsync(string action, CancellationToken token, params (string Name, string? Value)[] parameters) =>
        Read(await http.SendAsync(HttpMethod.Post, Path, Form(action, parameters), token));

    // That it can be read was seen when it was judged.
    private static SolusVm1Answer Read(HttpAnswer answer) => SolusVm1Answer.Parse(answer.Text)!;

    // A list that is not there is no empty one.
    private static IReadOnlyList<T> Whole<T>(IReadOnlyList<T>? list) =>
        list ?? throw new BackendException(BackendErrorKind.Unavailable, "SolusVM answered without the list that was asked for.");

    private FormUrlEncodedContent Form(string action, (string Name, string? Value)[] parameters) => new(
    [
        new("id", apiId), new("key", apiKey), new("action", action), new("rdtype", "json"),
        .. parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)),
    ]);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
