using System.Globalization;
using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

// Transfer counters, custom actions, screen and terminal.
internal sealed partial class SandboxBackend : ITransferMeter, ICustomActions, IConsole, ITerminal
{
    private const string ConsoleLog = "console-log";
    private const string GuestShutdown = "guest-shutdown";
    private const string HostFailure = "host-failure";
    private const string SendTraffic = "send-traffic";

    public TransferKind TransferKind => options.TransferKind;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in vmIds.Chunk(PageSize))
        {
            var readings = await CallAsync(SandboxOperations.Transfer, cancellationToken, session =>
            {
                ResetCounters(session);
                return ids.Select(id => SandboxMachines.Find(session, id)).OfType<SandboxMachine>()
                    .SelectMany(m => SandboxMeter.Read(
                        new SandboxTraffic(session, m), m, options.TransferKind, options.ResetCountersAtBoot, since, lifecycle.BusinessNow))
                    .ToList();
            });
            foreach (var reading in readings)
                yield return reading;
        }
    }

    public Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<CustomAction>>(SandboxOperations.Actions, cancellationToken, session => Actions(SandboxMachines.Require(session, vmId)));

    public Task<CustomActionOutcome> RunActionAsync(
        string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Actions, cancellationToken, session =>
        {
            var machine = SandboxMachines.RequireFree(session, vmId);
            var action = Actions(machine).FirstOrDefault(a => a.Id == actionId)
                ?? throw new BackendException(BackendErrorKind.NotFound, $"The sandbox has no action '{actionId}'.");
            if (action.DisabledBecause is { } reason)
                throw new BackendException(BackendErrorKind.Conflict, reason);
            return action.Id switch
            {
                ConsoleLog => new CustomActionOutcome(new BackendChange.Done(), SandboxBootLog.Of(machine)),
                SendTraffic => AddTraffic(session, machine, input),
                GuestShutdown => Drop(session, machine, "guest shutdown", PowerState.Stopping, PowerState.Stopped),
                _ => Drop(session, machine, "host failure", PowerState.Busy, PowerState.Error),
            };
        });

    public Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken) =>
        CallAsync<ConsoleAccess>(SandboxOperations.Console, cancellationToken, session =>
        {
            var (port, password, expires) = screens.Open(RequireShell(session, vmId));
            return new ConsoleAccess.VncTcp("127.0.0.1", port, password) { ExpiresAt = Instant.From(expires) };
        });

    public Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken) =>
        CallAsync<ConsoleAccess>(SandboxOperations.Terminal, cancellationToken, session =>
        {
            var (address, expires) = terminals.Open(RequireShell(session, vmId));
            return new ConsoleAccess.SerialWebSocket(new ConsoleSocket(address), SerialFraming.Raw) { ExpiresAt = Instant.From(expires) };
        });

    private static SandboxShell RequireShell(SandboxSession session, string vmId)
    {
        var machine = SandboxMachines.Require(session, vmId);
        return machine.State == PowerState.Running
            ? new SandboxShell(machine, SandboxAddresses.Of(session, machine.Seq))
            : throw new BackendException(BackendErrorKind.Conflict, "The console answers only while the machine runs.");
    }

    private static List<CustomAction> Actions(SandboxMachine machine)
    {
        var notRunning = machine.State == PowerState.Running ? null : "The machine does not run.";
        return
        [
            new(ConsoleLog, "Console log") { Help = "What the simulated machine wrote while booting.", IsRead = true, DisabledBecause = notRunning },
            new(SendTraffic, "Send traffic")
            {
                Help = "Adds to the machine's transfer counter.",
                Fields = [new OptionField("gigabytes", "Gigabytes", OptionKind.Number) { Required = true, Min = 1, Max = 100_000 }],
                DisabledBecause = notRunning,
            },
            new(GuestShutdown, "Shut down from inside") { Help = "As if somebody typed poweroff in the guest.", DisabledBecause = notRunning },
            new(HostFailure, "Break the host") { Help = "Puts the machine into the error state.", IsDangerous = true, DisabledBecause = notRunning },
        ];
    }

    private CustomActionOutcome AddTraffic(SandboxSession session, SandboxMachine machine, IReadOnlyDictionary<string, string> input)
    {
        if (!int.TryParse(input.GetValueOrDefault("gigabytes"), NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes)
            || gigabytes is < 1 or > 100_000)
            throw SandboxRules.Rejected("Say how many gigabytes, from 1 to 100,000.");
        session.Execute(
            "INSERT INTO extra (machine, at_biz, out_bytes) VALUES (@0, @1, @2)", machine.Seq, lifecycle.BusinessNow.Micros, gigabytes * 1_000_000_000L);
        return new CustomActionOutcome(new BackendChange.Done());
    }

    private CustomActionOutcome Drop(SandboxSession session, SandboxMachine machine, string kind, PowerState shown, PowerState then)
    {
        lifecycle.Begin(session, machine.Seq, new SandboxTask(kind, TimeSpan.FromSeconds(1), shown, then));
        return new CustomActionOutcome(new BackendChange.WatchVm(then == PowerState.Error ? null : then));
    }

    private void ResetCounters(SandboxSession session)
    {
        const string Key = "counter-epoch";
        if (faults.TakeCounterReset() || options.CounterEpoch > session.Meta(Key))
        {
            session.Execute("UPDATE machine SET counter_biz = @0 WHERE deleted_at IS NULL", lifecycle.BusinessNow.Micros);
            session.SetMeta(Key, Math.Max(options.CounterEpoch, session.Meta(Key)));
        }
    }
}
