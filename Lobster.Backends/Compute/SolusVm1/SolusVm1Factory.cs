using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>Makes SolusVM 1 backends.</summary>
internal sealed class SolusVm1Factory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // A master tells no limit; it is one server, and a list takes a request for each machine.
    private static readonly RequestRate Rate = new(10, TimeSpan.FromSeconds(1), 20);

    public override string Type => "solusvm1";

    public override string DisplayName => "SolusVM 1";

    public override IReadOnlyList<OptionField> OptionFields => SolusVm1Fields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull("nodeGroup") is null == options.TextOrNull("node") is null) problems["nodeGroup"] = "Enter either a node group or a node.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var endpoint = new ProviderEndpoint("SolusVM", options.Address("address"))
        {
            Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("address", "apiId", "apiKey"), Trust = options.Trust,
        };
        var client = new SolusVm1Client(clients.Create(endpoint, new SolusVm1Faults()), options.Text("apiId"), options.Text("apiKey"));
        return new SolusVm1Backend(options.Installation, SolusVm1Options.Read(options), client, time);
    }
}
