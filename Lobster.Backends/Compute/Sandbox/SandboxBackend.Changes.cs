using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

// Changes of machines beyond power.
internal sealed partial class SandboxBackend : IForcedPower, IRename, IReimage, IResize, IAddressChanges, IReverseDns
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4, AddressType.PublicIPv6, AddressType.PrivateIPv4];

    // The simulated guest obeys at once or not at all, so pulling the plug differs only in what the task is called.
    public Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(SandboxOperations.Stop, vmId, "forced stop", PowerState.Stopping, PowerState.Stopped, cancellationToken);

    public Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(SandboxOperations.Reboot, vmId, Reset, PowerState.Rebooting, PowerState.Running, cancellationToken);

    public Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Rename, cancellationToken, session =>
        {
            var machine = SandboxMachines.Require(session, vmId);
            session.Execute("UPDATE machine SET name = @1 WHERE seq = @0", machine.Seq, SandboxRules.Name(name));
            return new BackendChange.Done();
        });

    public Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Reimage, cancellationToken, session =>
        {
            var machine = SandboxMachines.RequireFree(session, request.VmId);
            SandboxRules.UserData(request.UserData);
            var image = SandboxImages.RequireUsable(session, request.ImageId, machine.DiskGb, lifecycle.Now);
            var task = new SandboxTask("reimage", options.ChangeTime, PowerState.Busy, PowerState.Running)
            {
                ImageId = image.Id,
                IsIso = image.Kind == ImageKind.Iso,
            };
            var turn = session.Number("SELECT count(*) FROM task WHERE machine = @0", machine.Seq);
            return new BackendChange.Poll(lifecycle.Begin(session, machine.Seq, task)) { Login = SandboxRules.Login(machine.Id, options.Seed, turn) };
        });

    public Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Resize, cancellationToken, session =>
        {
            var machine = SandboxMachines.Require(session, vmId);
            var wanted = SandboxRules.Size(size);
            if (SandboxTasks.UnfinishedResize(session, machine.Seq, wanted) is { } same)
                return new BackendChange.Poll(same);
            machine = SandboxMachines.RequireFree(session, vmId);
            if ((wanted.PlanId, wanted.VCpus, wanted.RamMb, wanted.DiskGb) == (machine.PlanId, machine.VCpus, machine.RamMb, machine.DiskGb))
                return new BackendChange.Done();
            if (wanted.DiskGb < machine.DiskGb)
                throw SandboxRules.Rejected($"The disk of {machine.DiskGb} GB cannot be made smaller.");
            if (options.OutOfCapacity)
                throw new BackendException(BackendErrorKind.QuotaExceeded, "The sandbox has no room left, as asked.");
            var task = new SandboxTask("resize", options.ChangeTime, PowerState.Busy, PowerState.Stopped)
            {
                PlanId = wanted.PlanId,
                Size = wanted,
                StartAfter = machine.Power == PowerState.Running,
            };
            return new BackendChange.Poll(lifecycle.Begin(session, machine.Seq, task));
        });

    public Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Addresses, cancellationToken, session =>
            SandboxAddresses.Of(session, SandboxMachines.Require(session, vmId).Seq));

    public Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Addresses, cancellationToken, session =>
        {
            var machine = SandboxMachines.RequireFree(session, vmId);
            if (session.Number("SELECT count(*) FROM address WHERE machine = @0", machine.Seq) >= 16)
                throw new BackendException(BackendErrorKind.QuotaExceeded, "A machine has at most 16 addresses.");
            return new BackendChange.Done { ResultId = SandboxAddresses.Add(session, machine.Seq, type, settings.RegionId) };
        });

    public Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Addresses, cancellationToken, session =>
        {
            var machine = SandboxMachines.RequireFree(session, vmId);
            if (session.Number("SELECT count(*) FROM address WHERE machine = @0 AND text = @1 AND is_main = 1", machine.Seq, address.ToString()) > 0)
                throw SandboxRules.Rejected("A machine keeps its main addresses.");
            session.Execute("DELETE FROM address WHERE machine = @0 AND text = @1", machine.Seq, address.ToString());
            return new BackendChange.Done();
        });

    public Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.ReverseDns, cancellationToken, session =>
        {
            var machine = SandboxMachines.Require(session, vmId);
            var row = SandboxAddresses.Of(session, machine.Seq).FirstOrDefault(a => a.Address.Equals(address))
                ?? throw new BackendException(BackendErrorKind.NotFound, $"The machine has no address {address}.");
            if (!row.CanSetReverseDns)
                throw SandboxRules.Rejected("Private addresses have no reverse DNS name.");
            if (hostName is not null && (hostName.Length > 253 || !hostName.Contains('.') || Uri.CheckHostName(hostName) != UriHostNameType.Dns))
                throw SandboxRules.Rejected("A reverse DNS name is a full host name, such as vm1.example.org.");
            session.Execute("UPDATE address SET rdns = @1 WHERE text = @0", address.ToString(), hostName);
            return new BackendChange.Done();
        });
}
