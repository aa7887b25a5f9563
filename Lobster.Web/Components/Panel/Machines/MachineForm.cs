using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>A small form on a machine's page: offered only where the machine can, sent once however often it is clicked, its refusal beside the field.</summary>
public abstract class MachineForm : ComponentBase
{
    private Guid requestId = Guid.CreateVersion7();

    /// <summary>The machine.</summary>
    [Parameter, EditorRequired]
    public required VmDetail Vm { get; set; }

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The use cases.</summary>
    [Inject]
    public required VmActions Actions { get; init; }

    /// <summary>How figures and refusals are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>The words of the panel.</summary>
    [Inject]
    public required Microsoft.Extensions.Localization.IStringLocalizer<Ui> Words { get; init; }

    /// <summary>What the machine must be able to do.</summary>
    protected abstract Capability Needs { get; }

    /// <summary>Whether it is being sent.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What was refused, in words.</summary>
    protected string? Fault { get; private set; }

    /// <summary>Why the form cannot be used now; null when it can.</summary>
    protected string? Reason =>
        Vm.WhyNot(Needs) is { } missing ? F.Words(missing)
        : Vm.Row.Lifecycle == VmLifecycle.Provisioning ? Words["It is still being created."].Value
        : Vm.Row.Lifecycle != VmLifecycle.Active ? Words["This machine can no longer be changed."].Value
        : Vm.Row.Suspension == SuspensionKind.Manual ? Words["It is suspended by our staff."].Value
        : Vm.Row.Suspension != SuspensionKind.None ? Words["It is suspended for lack of credit."].Value
        : Vm.Row.Operation is { } operation ? Words["Waits for: {0}.", Words.Title(operation)].Value
        : null;

    /// <summary>Sends a request under the form's id; a new id is minted once it was taken.</summary>
    protected async Task SendAsync(Func<Guid, Task<Refusal?>> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        if (IsBusy) return;
        IsBusy = true;
        var refusal = await send(requestId);
        Fault = refusal is null ? null : F.Words(refusal);
        if (refusal is null) requestId = Guid.CreateVersion7();
        IsBusy = false;
    }
}
