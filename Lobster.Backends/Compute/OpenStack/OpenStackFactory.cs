using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Makes OpenStack backends.</summary>
internal sealed class OpenStackFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // Clouds that limit at all allow some tens a second.
    private static readonly RequestRate Rate = new(20, TimeSpan.FromSeconds(1), 20);

    public override string Type => "openstack";

    public override string DisplayName => "OpenStack";

    public override IReadOnlyList<OptionField> OptionFields => OpenStackFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        string[] needed = options.Text("login") == OpenStackFields.Password ? ["username", "password", "project"] : ["applicationId", "applicationSecret"];
        foreach (var key in needed.Where(k => options.Text(k).Length == 0)) problems[key] = "This way to log in needs it.";
        foreach (var key in new[] { "network", "externalNetwork" })
            if (options.TextOrNull(key) is { } id && !Guid.TryParse(id, out _)) problems[key] = "Enter the network's id, not its name.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("OpenStack", Versioned(options.Address("address")))
        {
            Timeout = options.Seconds("timeoutSeconds"), Trust = options.Trust, Rate = Rate,
            Credential = options.Credential("address", "login", "applicationId", "applicationSecret", "username", "password", "userDomain", "project", "projectDomain"),
        };
        var faults = new OpenStackFaults();
        var identity = new OpenStackIdentity(clients.Create(endpoint, faults), Login(options), new(options.TextOrNull("region"), options.Text("interface")), time);
        var http = new OpenStackHttp(clients.Create(endpoint, faults, identity.SignAsync, identity.RenewAsync), identity);
        var (compute, glance, neutron) = (new OpenStackCompute(http, options.Number("pageSize")), new OpenStackGlance(http), new OpenStackNeutron(http));
        return options.Flag("serialConsole")
            ? new OpenStackSerialBackend(options.Installation, OpenStackOptions.Read(options), identity, compute, glance, neutron, new OpenStackTerminals(compute, options.Trust), time)
            : new OpenStackBackend(options.Installation, OpenStackOptions.Read(options), identity, compute, glance, neutron, time);
    }

    private static OpenStackLogin Login(StoredOptions options) => options.Text("login") == OpenStackFields.Password
        ? new OpenStackLogin.User(options.Text("username"), options.Text("userDomain"), options.Text("password"), options.Text("project"), options.Text("projectDomain"))
        : new OpenStackLogin.Application(options.Text("applicationId"), options.Text("applicationSecret"));

    // Keystone's version 2 is gone from current releases.
    private static Uri Versioned(Uri address) => address.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? address : new Uri(address, "v3/");
}
