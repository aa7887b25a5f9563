using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>What the buttons and row menus of a machine do: ask where it must be asked, then call the use case. Each answers with the refusal, if there is one.</summary>
public sealed class MachineActs(
    VmActions actions, VmDeletion deletion, VmEndings endings, AccountQueries accounts, IDialogService dialogs, Formats formats, IStringLocalizer<Ui> words)
{
    /// <summary>Starts it without asking.</summary>
    public async Task<Refusal?> StartAsync(Actor actor, VmRow vm) => (await actions.StartAsync(actor, vm.Id, Guid.CreateVersion7())).Refusal;

    /// <summary>Stops it after asking.</summary>
    public async Task<Refusal?> StopAsync(Actor actor, VmRow vm)
    {
        var request = new ConfirmRequest(words["Stop {0}?", vm.Name], PowerWords.WhenStopped(words, formats, vm.HourlyRate, vm.StoppedFactor), words["Stop {0}", vm.Name]);
        return await dialogs.AskAsync(request) ? (await actions.StopAsync(actor, vm.Id, Guid.CreateVersion7())).Refusal : null;
    }

    /// <summary>Reboots it after asking.</summary>
    public async Task<Refusal?> RebootAsync(Actor actor, VmRow vm)
    {
        var request = new ConfirmRequest(words["Reboot {0}?", vm.Name], words["What runs on it is interrupted for about a minute."], words["Reboot {0}", vm.Name]);
        return await dialogs.AskAsync(request) ? (await actions.RebootAsync(actor, vm.Id, Guid.CreateVersion7())).Refusal : null;
    }

    /// <summary>Deletes it after its name was typed; tells the last charge and the runway after it.</summary>
    public async Task<Refusal?> DeleteAsync(Actor actor, VmRow vm)
    {
        if (await endings.ForeseeAsync(actor, vm.Id) is not { } ending || await accounts.MineAsync(actor) is not { } account) return new Refusal.NotFound();
        var after = account with { Credit = account.Credit - ending.LastCharge, Burn = account.Burn - vm.HourlyRate };
        var request = new ConfirmRequest(
            words["Delete {0}?", vm.Name], words["Its disk and its addresses are gone for good. Snapshots of it stay."], words["Delete {0}", vm.Name])
        {
            Name = vm.Name,
            Destroys = true,
            Lines =
            [
                new ReceiptLine(words["Last charge, now"], formats.Fine(ending.LastCharge)),
                new ReceiptLine(words["All it will have cost"], formats.Fine(ending.Total)),
                new ReceiptLine(words["Credit lasts until"], words["{0} → {1}", formats.Until(new RunwayEnd(account.Runway.Until)), formats.Until(new RunwayEnd(after.Runway.Until))], true),
            ],
        };
        return await dialogs.AskAsync(request) ? (await deletion.DeleteAsync(actor, vm.Id)).Refusal : null;
    }
}
