using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Names, sizes, screen and terminal.</summary>
internal sealed partial class LinodeBackend : IRename, IPlanCatalogue, IConsole, ITerminal
{
    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        await client.UpdateAsync(vm.Id, new LinodeUpdate(LinodeLabels.Of(name, TagMark.Read(vm.Tags)?.Token)), cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken)
    {
        var missing = await MissingPlansAsync(cancellationToken);
        return await client.TypesAsync(cancellationToken).Select(t => LinodeMapping.Plan(t, options.Region, missing)).ToListAsync(cancellationToken);
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (LinodeStates.Of(vm.Status) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "The screen can be seen only while the machine runs.");
        var lish = await LishAsync(vm.Id, cancellationToken);
        return new ConsoleAccess.VncWebSocket(Socket(lish.GlishUrl, lish) with { Renewal = Renewal(lish) }, Password: null); // Glish.
    }

    /// <inheritdoc/>
    /// <remarks>Weblish: a session at the host, which is there while the machine is off too.</remarks>
    public async Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var lish = await LishAsync(vm.Id, cancellationToken);
        return new ConsoleAccess.SerialWebSocket(Socket(lish.WeblishUrl, lish), SerialFraming.Text);
    }

    // The call is not in the reference and may change without notice: then there is no console, and the machine is as good as before.
    private async Task<LinodeLish> LishAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.LishAsync(id, cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.NotFound or BackendErrorKind.Rejected or BackendErrorKind.OutcomeUnknown)
        {
            throw NoConsole(e);
        }
    }

    // The sub-protocols carry the credential.
    private static ConsoleSocket Socket(string address, LinodeLish lish) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeWss ? new ConsoleSocket(uri) { SubProtocols = lish.WsProtocols ?? [] } : throw NoConsole(null);

    // A screen's session ends after minutes unless this is said as often as Cloud Manager says it.
    private static ConsoleRenewal? Renewal(LinodeLish lish) =>
        Uri.TryCreate(lish.MonitorUrl, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeWss ? new ConsoleRenewal(uri, """{"action":"renew"}""", TimeSpan.FromSeconds(30)) : null;

    private static BackendException NoConsole(BackendException? e) => new(BackendErrorKind.Unavailable, "Linode gives no console now.", e) { ProviderText = e?.ProviderText };

    private async Task<LinodeType> TypeAsync(VmSize size, CancellationToken cancellationToken)
    {
        var types = await client.TypesAsync(cancellationToken).Where(t => size.PlanId is { } id ? t.Id == id : LinodeMapping.Fits(t, size)).ToListAsync(cancellationToken);
        if (types.Count == 0) throw new BackendException(BackendErrorKind.Rejected, "Linode has no plan of this size.");
        if (size.PlanId is not null) return types[0];
        var missing = await MissingPlansAsync(cancellationToken);
        return types.OrderBy(t => LinodeMapping.Price(t, options.Region) ?? decimal.MaxValue).FirstOrDefault(t => !missing.Contains(t.Id))
            ?? throw new BackendException(BackendErrorKind.QuotaExceeded, "Linode has no machine of this size in stock here.");
    }

    private async Task<IReadOnlySet<string>> MissingPlansAsync(CancellationToken cancellationToken) =>
        await client.AvailabilityAsync(options.Region, cancellationToken)
            .Where(a => a.Region == options.Region && !a.Available).Select(a => a.Plan).ToHashSetAsync(cancellationToken: cancellationToken);
}
