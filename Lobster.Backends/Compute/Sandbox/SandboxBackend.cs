using System.Runtime.CompilerServices;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// The simulated cloud: what every backend must do. It has no idempotency key on purpose: two creates with one token make two
/// machines, as most real clouds would, so that a panel which repeats blindly is found out.
/// </summary>
internal sealed partial class SandboxBackend(
    BackendSettings settings, SandboxOptions options, SandboxStore store, SandboxGate gate, SandboxLifecycle lifecycle, SandboxFaults faults,
    SandboxTerminals terminals, SandboxScreens screens, TimeProvider time)
    : IComputeBackend, ILongTasks
{
    private const int PageSize = 100;
    private const string Reset = "reset";

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>());

    public Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Create, cancellationToken, session =>
        {
            RequireCapacity(session);
            var name = SandboxRules.Name(request.Name);
            SandboxRules.UserData(request.UserData);
            var size = SandboxRules.Size(request.Size);
            var image = SandboxImages.RequireUsable(session, request.ImageId, size.DiskGb, lifecycle.Now);
            var seq = session.Number(
                """
                INSERT INTO machine (name, installation, token, plan_id, vcpus, ram_mb, disk_gb, image_id, is_iso, created_at, power, counter_biz)
                VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, 'provisioning', @10) RETURNING seq
                """,
                name, settings.InstallationId.ToString(), request.Token.ToString(), size.PlanId, size.VCpus, size.RamMb, size.DiskGb, image.Id,
                image.Kind == ImageKind.Iso, lifecycle.Now.Micros, lifecycle.BusinessNow.Micros);
            SandboxAddresses.AddFirst(session, seq, settings.RegionId);
            lifecycle.Begin(session, seq, new SandboxTask("create", options.ProvisionTime, PowerState.Provisioning, PowerState.Running));
            var id = SandboxIds.Machine(seq);
            return new VmAccepted(id, new BackendChange.WatchVm(PowerState.Running) { Login = SandboxRules.Login(id, options.Seed, 0) });
        });

    // Null is a refusal: it is thrown only after the transaction, so that the refusal is counted.
    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken) =>
        await CallAsync<BackendChange?>(SandboxOperations.Delete, cancellationToken, session =>
        {
            if (SandboxMachines.Find(session, vmId) is not { } machine)
                return new BackendChange.Done();
            if (machine.TaskKind == SandboxTask.Delete)
                return new BackendChange.WatchVm();
            var calls = session.Number("UPDATE machine SET delete_calls = delete_calls + 1 WHERE seq = @0 RETURNING delete_calls", machine.Seq);
            if (calls <= options.DeleteRefusals)
                return null;
            SandboxLifecycle.Abandon(session, machine.Seq);
            lifecycle.Begin(session, machine.Seq, new SandboxTask(SandboxTask.Delete, options.PowerTime, PowerState.Busy, PowerState.Stopped));
            return new BackendChange.WatchVm();
        }) ?? throw new BackendException(BackendErrorKind.Conflict, "The sandbox refuses this deletion, as asked.");

    public Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Get, cancellationToken, session => Map(session, SandboxMachines.Find(session, vmId)));

    public Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Find, cancellationToken, session =>
            Map(session, SandboxMachines.FindByToken(session, settings.InstallationId, token)));

    public async IAsyncEnumerable<BackendVm> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        List<(long Seq, BackendVm Vm)> page;
        do
        {
            var after = last;
            page = await CallAsync(SandboxOperations.List, cancellationToken, session =>
            {
                var machines = SandboxMachines.Page(session, after, PageSize);
                var addresses = SandboxAddresses.OfRange(session, after, machines.Count == 0 ? after : machines[^1].Seq);
                return machines.ConvertAll(m => (m.Seq, SandboxMapping.Vm(m, [.. addresses[m.Seq]])));
            });
            foreach (var (seq, vm) in page)
            {
                last = seq;
                yield return vm;
            }
        }
        while (page.Count == PageSize);
    }

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(SandboxOperations.Start, vmId, "start", PowerState.Starting, PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(SandboxOperations.Stop, vmId, "stop", PowerState.Stopping, PowerState.Stopped, cancellationToken);

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(SandboxOperations.Reboot, vmId, "reboot", PowerState.Rebooting, PowerState.Running, cancellationToken);

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var used = await CallAsync(SandboxOperations.Check, cancellationToken, session =>
            session.Number("SELECT count(*) FROM machine WHERE deleted_at IS NULL"));
        return new BackendCheck($"sandbox of region {settings.RegionName}", time.GetElapsedTime(began))
        {
            Limits = [new BackendLimit("Machines", used, options.MaxMachines == 0 ? null : options.MaxMachines)],
            Warnings = SandboxRules.Warnings(options),
        };
    }

    public Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Poll, cancellationToken, session =>
            SandboxTasks.Read(session, taskId, lifecycle, options.PowerTime)
            ?? throw new BackendException(BackendErrorKind.NotFound, $"The sandbox has no task '{taskId}'."));

    private Task<BackendChange> PowerAsync(
        string operation, string vmId, string kind, PowerState shown, PowerState goal, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(operation, cancellationToken, session =>
        {
            var machine = SandboxMachines.Require(session, vmId);
            if (machine.TaskKind is null && machine.Power == goal && kind is not ("reboot" or Reset))
                return new BackendChange.Done();
            if (machine.TaskKind == kind)
                return new BackendChange.WatchVm(goal);
            machine = SandboxMachines.RequireFree(session, vmId);
            if (kind is "reboot" or Reset && machine.Power != PowerState.Running)
                throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
            lifecycle.Begin(session, machine.Seq, new SandboxTask(kind, options.PowerTime, shown, goal));
            return new BackendChange.WatchVm(goal);
        });

    private void RequireCapacity(SandboxSession session)
    {
        if (options.OutOfCapacity)
            throw new BackendException(BackendErrorKind.QuotaExceeded, "The sandbox has no room left, as asked.");
        if (options.MaxMachines > 0 && session.Number("SELECT count(*) FROM machine WHERE deleted_at IS NULL") >= options.MaxMachines)
            throw new BackendException(BackendErrorKind.QuotaExceeded, $"The sandbox holds at most {options.MaxMachines} machines.");
    }

    private static BackendVm? Map(SandboxSession session, SandboxMachine? machine) =>
        machine is null ? null : SandboxMapping.Vm(machine, SandboxAddresses.Of(session, machine.Seq));

#pragma warning disable CA1068 // The work is a page long at times and reads best last.
    private async Task<T> CallAsync<T>(string operation, CancellationToken cancellationToken, Func<SandboxSession, T> work)
    {
        await gate.EnterAsync(operation, cancellationToken);
        var result = store.Run(session =>
        {
            lifecycle.Settle(session);
            return work(session);
        });
        gate.Leave(operation);
        return result;
    }
#pragma warning restore CA1068
}
