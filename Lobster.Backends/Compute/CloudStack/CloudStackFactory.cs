using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Makes CloudStack backends.</summary>
internal sealed class CloudStackFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    private static readonly string[] Ids = ["zone", "networks", "project", "osType"];

    // Clouds that throttle allow 25 a second to an account by default; some of it is left to others.
    private static readonly RequestRate Rate = new(20, TimeSpan.FromSeconds(1), 20);

    public override string Type => "cloudstack";

    public override string DisplayName => "CloudStack";

    public override IReadOnlyList<OptionField> OptionFields => CloudStackFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        foreach (var key in Ids)
            if (!CloudStackOptions.AreIds(options.Text(key))) problems[key] = "Enter the id as CloudStack shows it, a UUID.";
        if (!problems.ContainsKey("address") && options.TextOrNull("address") is { } address && new Uri(address) is { AbsolutePath: "/" } or { Query.Length: > 0 })
            problems["address"] = "Enter the whole address of the API, without parameters; mostly it ends with /client/api.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var api = new Uri(options.Text("address").TrimEnd('/'));
        var endpoint = new ProviderEndpoint(CloudStackCaller.Provider, new Uri(api, "."))
        {
            Timeout = options.Seconds("timeoutSeconds"), Trust = options.Trust, Rate = Rate, Credential = options.Credential("address", "apiKey"),
        };
        var http = clients.Create(endpoint, new CloudStackFaults(time));
        var caller = new CloudStackCaller(http, api.Segments[^1], options.Text("apiKey"), options.Text("secretKey"), options.Number("pageSize"), time);
        return new CloudStackBackend(options.Installation, CloudStackOptions.Read(options), new CloudStackClient(caller, options.TextOrNull("project")), time);
    }
}
