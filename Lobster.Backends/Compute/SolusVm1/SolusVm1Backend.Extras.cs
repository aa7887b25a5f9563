using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>What becomes of a machine: disk, size, addresses, screen, transfer; and what only SolusVM 1 has.</summary>
internal sealed partial class SolusVm1Backend : IReimage, IResize, IAddressChanges, IImageCatalogue, IPlanCatalogue, IConsole, ITransferMeter, ICustomActions
{
    private const string Counter = "month";
    private const string RootPassword = "root-password";
    private const string TunOn = "tun-enable";
    private const string TunOff = "tun-disable";

    // A machine that ran may be told to run for a while after its rebuilding was asked for.
    private static readonly TimeSpan Rebuilding = TimeSpan.FromSeconds(30);

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public TransferKind TransferKind => TransferKind.MonthToDate;

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await RequireStateAsync(request.VmId, cancellationToken);
        if (request.ImageKind != ImageKind.Template) throw Rejected("SolusVM 1 makes machines of templates only.");
        await client.RebuildAsync(request.VmId, request.ImageId, cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Rebuilding);
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var live = await RequireAsync(vmId, cancellationToken);
        var disk = SolusVm1Mapping.DiskGb(live);
        if (size.DiskGb < disk) throw Rejected("SolusVM 1 cannot make a disk smaller.");
        // The disk first: it fails most, and nothing else has changed then. Processors are not told, so they are always set.
        if (size.DiskGb != disk) await client.ChangeDiskAsync(vmId, size.DiskGb, cancellationToken);
        if (size.RamMb != SolusVm1Mapping.RamMb(live)) await client.ChangeMemoryAsync(options.Type, vmId, size.RamMb, cancellationToken);
        await client.ChangeCpusAsync(vmId, size.VCpus, cancellationToken);
        if (SolusVm1States.Of(live["state"]) != PowerState.Running) return new BackendChange.Done();
        await client.PowerAsync(vmId, "reboot", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        SolusVm1Mapping.Addresses(await RequireAsync(vmId, cancellationToken));

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw Rejected("SolusVM 1 adds public IPv4 addresses only.");
        await RequireStateAsync(vmId, cancellationToken);
        return new BackendChange.Done { ResultId = await client.AddAddressAsync(vmId, cancellationToken) };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var row = (await ListAddressesAsync(vmId, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        await client.RemoveAddressAsync(vmId, address.ToString(), cancellationToken);
        return new BackendChange.Done();
    }

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var template in (await client.TemplatesAsync(options.Type, cancellationToken)).Distinct()) yield return SolusVm1Mapping.Image(template);
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        [.. (await client.PlansAsync(options.Type, cancellationToken)).Distinct().Select(name => new BackendPlan(name, name))];

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireRunningAsync(vmId, "The console can be opened only while the machine runs.", cancellationToken);
        return options.Type.HasScreen ? Screen(await client.ScreenAsync(vmId, cancellationToken)) : Terminal(await client.TerminalAsync(vmId, cancellationToken));
    }

    public IAsyncEnumerable<TransferReading> ReadTransferAsync(IReadOnlyCollection<string> vmIds, Instant since, CancellationToken cancellationToken) =>
        TransferOneByOne.ReadAsync(vmIds.Where(SolusVm1Mapping.IsId), AtOnce, ReadTransferAsync, cancellationToken);

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireStateAsync(vmId, cancellationToken);
        var password = new CustomAction(RootPassword, "New root password") { Help = "Gives the user root a new password, which is shown once.", IsDangerous = true };
        return options.Type == SolusVm1Type.OpenVz
            ? [password, new CustomAction(TunOn, "Switch TUN/TAP on") { Help = "Lets the machine make tunnels." }, new CustomAction(TunOff, "Switch TUN/TAP off")]
            : [password];
    }

    public async Task<CustomActionOutcome> RunActionAsync(
        string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        if ((await ListActionsAsync(vmId, cancellationToken)).All(a => a.Id != actionId)) throw new BackendException(BackendErrorKind.NotFound, "SolusVM 1 has no such action.");
        if (actionId == RootPassword) return new CustomActionOutcome(await NewPasswordAsync(vmId, cancellationToken));
        await client.SetTunAsync(vmId, actionId == TunOn, cancellationToken);
        return new CustomActionOutcome(new BackendChange.Done());
    }

    private async Task<BackendChange> NewPasswordAsync(string vmId, CancellationToken cancellationToken)
    {
        var password = SolusVm1Passwords.Next();
        await client.SetPasswordAsync(vmId, password, cancellationToken);
        return new BackendChange.Done { Login = new GuestLogin(RootUser, password) };
    }

    // One figure of both directions.
    private async Task<TransferReading?> ReadTransferAsync(string vmId, CancellationToken cancellationToken)
    {
        var bytes = await client.FindLiveAsync(vmId, cancellationToken) is { } live ? SolusVm1Mapping.UsedBytes(live) : null;
        var now = Instant.From(time.GetUtcNow());
        return bytes is null ? null : new TransferReading(vmId, TransferKind.MonthToDate, Counter, InBytes: null, OutBytes: bytes, From: null, Until: now);
    }

    private ConsoleAccess Screen(SolusVm1Answer told)
    {
        if (!options.PrefersPort && told["sockethost"] is { } host && Port(told["socketport"]) is { } port && told["sockethash"] is { } hash)
            return new ConsoleAccess.VncWebSocket(new ConsoleSocket(new UriBuilder("wss", host, port, "/", $"?token={Uri.EscapeDataString(hash)}").Uri) { CaPem = options.CaPem },
                told["socketpassword"] ?? told["vncpassword"]);
        return told["vncip"] is { } address && Port(told["vncport"]) is { } vnc ? new ConsoleAccess.VncTcp(address, vnc, told["vncpassword"]) : throw NoConsole();
    }

    private ConsoleAccess.Ssh Terminal(SolusVm1Answer told)
    {
        if (told["consoleip"] is not { } host || Port(told["consoleport"]) is not { } port || told["consoleusername"] is not { } user) throw NoConsole();
        var expires = int.TryParse(told["sessionexpire"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Instant.From(time.GetUtcNow()) + TimeSpan.FromSeconds(seconds) : (Instant?)null;
        return new ConsoleAccess.Ssh(host, port, user, told["consolepassword"]) { ExpiresAt = expires };
    }

    private static int? Port(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port : null;

    private static BackendException NoConsole() => new(BackendErrorKind.Unavailable, "SolusVM gives no console now.");
}
