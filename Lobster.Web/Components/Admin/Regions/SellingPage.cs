using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Events;
using Lobster.Web.Components.Layout;
using Lobster.Web.Components.Shared;
using Lobster.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Regions;

/// <summary>A page about what is sold: knows who looks, reads at once and again after changes of regions, plans and images.</summary>
public abstract class SellingPage : PageBase
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);

    /// <summary>Who is logged in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Login { get; set; }

    /// <summary>From where they come.</summary>
    [Inject]
    public required Visitor Visitor { get; init; }

    /// <summary>Tells of changes.</summary>
    [Inject]
    public required ILiveFeed Feed { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>The words.</summary>
    [Inject]
    public required IStringLocalizer<Ui> Words { get; init; }

    /// <summary>Says what came of it.</summary>
    [Inject]
    public required ISnackbar Toasts { get; init; }

    /// <summary>Asks before something ends.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Moves between pages.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who asks.</summary>
    protected Actor Actor { get; private set; } = new();

    /// <summary>Whether the first reading is over.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>Why the last act did nothing; null when it was done.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Whether an act is under way, so that a second click does nothing.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Reads what the page shows; what is being typed stays.</summary>
    protected abstract Task ReadAsync();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = ShellUser.Of((await (Login ?? throw new InvalidOperationException("Nobody is logged in."))).User);
        Actor = Visitor.Act(user.Id);
        if (RendererInfo.IsInteractive) Follow(Feed.Relevant(Concerns, Time, Gap, Stopping), _ => RefreshAsync());
        else await RefreshAsync();
    }

    /// <summary>Reads everything again.</summary>
    protected async Task RefreshAsync()
    {
        await ReadAsync();
        IsRead = true;
    }

    /// <summary>Carries out one act at a time and keeps its refusal; answers whether it was done.</summary>
    protected async Task<bool> DoAsync<T>(Func<Task<Outcome<T>>> act, Action<T>? done = null)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (IsBusy) return false;
        IsBusy = true;
        try
        {
            var outcome = await act();
            Refused = outcome.Refusal;
            if (outcome.IsRefused) return false;
            done?.Invoke(outcome.Value);
            return true;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>The refusal that stands beside a field.</summary>
    protected string? Fault(string field) => Refused is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    /// <summary>The refusal that concerns no field.</summary>
    protected string? General => Refused is null or Refusal.Invalid ? null : F.Words(Refused);

    private static bool Concerns(LiveChange change) =>
        change.Subject is SubjectKind.Region or SubjectKind.Plan or SubjectKind.Image or SubjectKind.Vm or SubjectKind.Panel;
}
