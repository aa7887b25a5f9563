using System.Net;
using System.Text.RegularExpressions;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Addresses and their names, and what the guest wrote to its console.</summary>
internal sealed partial class GceBackend : IReverseDns, ICustomActions
{
    private const string LogAction = "console-log";

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        [.. GceMapping.Addresses((await RequireAsync(vmId, cancellationToken)).Vm)];

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (hostName is not null && !HostPattern().IsMatch(hostName)) throw Rejected("This is no full host name.");
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        var (nic, config) = GceMapping.Translations(vm).FirstOrDefault(t => t.Config.NatIP == address.ToString());
        if (config is null) throw new BackendException(BackendErrorKind.NotFound, "The machine has no such public address.");
        var change = new GceAccessConfig { Name = config.Name, SetPublicPtr = hostName is not null, PublicPtrDomainName = hostName is null ? null : $"{hostName}." };
        return Act(await client.UpdateAccessConfigAsync(at, nic.Name ?? "nic0", change, cancellationToken));
    }

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        return [new CustomAction(LogAction, "Console log") { Help = "What the guest wrote to its serial console since it was started.", IsRead = true }];
    }

    public async Task<CustomActionOutcome> RunActionAsync(string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        var (at, _) = await RequireAsync(vmId, cancellationToken);
        if (actionId != LogAction) throw new BackendException(BackendErrorKind.NotFound, "Google has no such action.");
        return new CustomActionOutcome(new BackendChange.Done(), await client.SerialOutputAsync(at, cancellationToken));
    }

    [GeneratedRegex(@"^(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex HostPattern();
}
