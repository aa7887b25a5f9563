using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>What only Linode has: its rescue system, and a new root password for whoever lost the first.</summary>
internal sealed partial class LinodeBackend : ICustomActions
{
    private const string Rescue = "rescue";
    private const string RootPassword = "root-password";
    private const string StopFirst = "Stop the machine first.";

    // sdh is the rescue system's own.
    private static readonly string[] Slots = ["sda", "sdb", "sdc", "sdd", "sde", "sdf", "sdg"];

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        return
        [
            new CustomAction(Rescue, "Rescue system")
            {
                Help = "Starts the machine from Linode's rescue system, with its disks attached. Open the console to use it; restart the machine to leave it.", IsDangerous = true,
                DisabledBecause = LinodeStates.Of(vm.Status).IsSettled ? null : "Linode is busy with this machine.",
            },
            new CustomAction(RootPassword, "New root password")
            {
                Help = "Gives the user root a new password, which is shown once.", IsDangerous = true,
                DisabledBecause = LinodeStates.Of(vm.Status) == PowerState.Stopped ? null : StopFirst,
            },
        ];
    }

    public async Task<CustomActionOutcome> RunActionAsync(
        string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        return new CustomActionOutcome(actionId switch
        {
            Rescue => await RescueAsync(vm, cancellationToken),
            RootPassword => await NewPasswordAsync(vm, cancellationToken),
            _ => throw new BackendException(BackendErrorKind.NotFound, "Linode has no such action."),
        });
    }

    private async Task<BackendChange> RescueAsync(LinodeInstance vm, CancellationToken cancellationToken)
    {
        var disks = await client.DisksAsync(vm.Id, cancellationToken).Take(Slots.Length).ToListAsync(cancellationToken);
        await client.RescueAsync(vm.Id, Slots.Zip(disks).ToDictionary(d => d.First, d => new LinodeDevice(d.Second.Id)), cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    private async Task<BackendChange> NewPasswordAsync(LinodeInstance vm, CancellationToken cancellationToken)
    {
        if (LinodeStates.Of(vm.Status) != PowerState.Stopped) throw new BackendException(BackendErrorKind.Conflict, StopFirst);
        var password = LinodePasswords.Next();
        await client.SetPasswordAsync(vm.Id, password, cancellationToken);
        return new BackendChange.Done { Login = new GuestLogin(RootUser, password) };
    }
}
