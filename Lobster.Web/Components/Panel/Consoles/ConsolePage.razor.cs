using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Layout;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Lobster.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>The console of one machine in a window of its own: a screen or a terminal that the browser draws, or the way to the provider's page.</summary>
public sealed partial class ConsolePage : PageBase
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);
    private ElementReference root;
    private ConsoleScript? script;
    private Actor actor = new();
    private string? session;
    private bool isRead;
    private bool isBusy;
    private VmDetail? vm;
    private ConsoleChoices choices = new("", [], null, false);
    private Refusal? refusal;
    private Uri? elsewhere;
    private bool wentElsewhere;

    /// <summary>The machine's number.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>Which of its consoles; null for the usual one.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>Who is logged in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Login { get; set; }

    /// <summary>Opens consoles.</summary>
    [Inject]
    public required ConsoleDesk Desk { get; init; }

    /// <summary>Reads the machine.</summary>
    [Inject]
    public required VmQueries Machines { get; init; }

    /// <summary>Starts and reboots it.</summary>
    [Inject]
    public required MachineActs Acts { get; init; }

    /// <summary>Tells of changes.</summary>
    [Inject]
    public required ILiveFeed Feed { get; init; }

    /// <summary>From where they come.</summary>
    [Inject]
    public required Visitor Visitor { get; init; }

    /// <summary>Which drawing programs this panel has.</summary>
    [Inject]
    public required ConsoleFiles Files { get; init; }

    /// <summary>The browser.</summary>
    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>Asks before a host key is forgotten.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Words of a refusal.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Whether this page is at an address.</summary>
    internal static bool IsAt(PathString path) =>
        path.StartsWithSegments(Links.Vms, out var rest) && rest.Value is { } tail && tail.EndsWith("/console", StringComparison.Ordinal);

    private string Back => choices.IsOthers && vm is not null ? Links.AdminVmsOf(vm.AccountId.Value) : Links.Vm(Id);

    private ConsoleKind? Chosen =>
        choices.Kinds.Count == 0 ? null
        : Enum.TryParse<ConsoleKind>(Kind, ignoreCase: true, out var asked) && choices.Kinds.Contains(asked) ? asked
        : choices.Kinds[0];

    private bool IsStopped => choices.WhyNot is null && vm is not null && MachineWords.State(vm.Row) == MachineState.Stopped;

    // What keeps the console from being opened at all; null for nothing.
    private (string Title, string Text)? Obstacle =>
        choices.WhyNot is { } why ? (L["No console now"], F.Words(why))
        : IsStopped ? (L["The machine is stopped."], L["Start it to see its screen."])
        : session is null ? (L["One moment"], L["This log-in is older than the panel's consoles. Reload the page in a minute."])
        : null;

    // Why the machine's own buttons wait; the use case checks it again.
    private string? Blocked =>
        isBusy ? L["One moment"]
        : vm?.Row.Operation is { } operation ? L["Waits for: {0}.", L.Title(operation)].Value
        : null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = (await (Login ?? throw new InvalidOperationException("Nobody is logged in."))).User;
        (actor, session) = (Visitor.Act(ShellUser.Of(user).Id), LoginSession.Of(user));
        if (RendererInfo.IsInteractive) Follow(Feed.Relevant(c => c.AccountId is { } id && id == vm?.AccountId, Time, Gap, Stopping), _ => ReadAsync());
        else await ReadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (vm is null || !RendererInfo.IsInteractive) return;
        script ??= new ConsoleScript(Browser, this, L, Links.ConsoleRelay(Id));
        await script.ShowAsync(root, Obstacle is null ? Chosen : null);
    }

    private async Task ReadAsync()
    {
        vm = await Machines.FindAsync(actor, new VmId(Id), Stopping);
        if (vm is not null && await Desk.ChoicesAsync(actor, vm.Row.Id, Stopping) is { IsRefused: false } read) choices = read.Value;
        isRead = true;
    }

    /// <summary>Asks for a console; called by the script, each time that it connects.</summary>
    /// <param name="kind">The name of a <see cref="ConsoleKind"/>.</param>
    [JSInvokable]
    public async Task<ConsoleAnswer> OpenAsync(string kind)
    {
        (elsewhere, wentElsewhere) = (null, false);
        var answer = session is null || !Enum.TryParse<ConsoleKind>(kind, out var wanted)
            ? ConsoleAnswer.Refused(L["This console cannot be opened."])
            : Answer(await Desk.OpenAsync(actor, new VmId(Id), wanted, session, Stopping));
        StateHasChanged();
        return answer;
    }

    /// <summary>Asks whether the old host key may be forgotten, and forgets it; called by the script.</summary>
    /// <returns>Whether it was, so that connecting again makes sense.</returns>
    [JSInvokable]
    public async Task<bool> ForgetAsync()
    {
        var request = new ConfirmRequest(
            L["Forget the old host key?"], L["Do this only if the machine was reimaged or its SSH keys were made anew. The next key it shows is trusted from then on."],
            L["Forget the old key"])
        {
            Destroys = true,
        };
        if (!await Dialogs.AskAsync(request)) return false;
        refusal = (await Desk.ForgetHostKeyAsync(actor, new VmId(Id), Stopping)).Refusal;
        StateHasChanged();
        return refusal is null;
    }

    private ConsoleAnswer Answer(Outcome<ConsoleOffer> opened)
    {
        switch (opened)
        {
            case { Refusal: { } why }:
                return ConsoleAnswer.Refused(F.Words(why));
            case { Value: ConsoleOffer.Here here }:
                return Files.Has(here.Kind) ? ConsoleAnswer.Draw(here) : ConsoleAnswer.Refused(L["The console needs front-end files that this panel was built without."]);
            case { Value: ConsoleOffer.Elsewhere { Address: var address } } when !address.IsAbsoluteUri || address.Scheme is "https" or "http":
                elsewhere = address;
                return ConsoleAnswer.Nothing;
            default:
                return ConsoleAnswer.Refused(L["The region named a console that cannot be opened in a browser."]);
        }
    }

    // The way there was used: it is neither shown nor kept any longer.
    private void LeftFor() => (elsewhere, wentElsewhere) = (null, true);

    private async Task RunAsync(Func<Actor, VmRow, Task<Refusal?>> act)
    {
        if (isBusy || vm is null) return;
        isBusy = true;
        refusal = await act(actor, vm.Row);
        isBusy = false;
    }

    /// <inheritdoc/>
    protected override ValueTask DisposePageAsync() => script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
