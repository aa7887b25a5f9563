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

namespace Lobster.Web.Components.Admin.Overview;

/// <summary>
/// A page of the staff: knows who looks and what their roles show, reads at once and again soon after changes that concern it.
/// The roles only decide what is drawn; every use case asks the database itself.
/// </summary>
public abstract class StaffPage : PageBase
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

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

    /// <summary>The panel's words, for what the code says.</summary>
    [Inject]
    public required IStringLocalizer<Ui> Words { get; init; }

    /// <summary>Asks questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Says what happened.</summary>
    [Inject]
    public required ISnackbar Toasts { get; init; }

    /// <summary>Who asks.</summary>
    protected Actor Actor { get; private set; } = new();

    /// <summary>Whether everything may be done.</summary>
    protected bool IsAdmin { get; private set; }

    /// <summary>Whether money is shown and may be moved.</summary>
    protected bool SeesMoney { get; private set; }

    /// <summary>Whether accounts may be suspended by hand.</summary>
    protected bool Suspends { get; private set; }

    /// <summary>Whether the first reading is over.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>The system clock's moment now.</summary>
    protected Instant SystemNow => Instant.From(Time.GetUtcNow());

    /// <summary>Whether a change makes the page read again; any does.</summary>
    protected virtual bool Concerns(LiveChange change) => true;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = (await (Login ?? throw new InvalidOperationException("Nobody is logged in."))).User;
        Actor = Visitor.Act(ShellUser.Of(user).Id);
        (IsAdmin, SeesMoney) = (user.IsInRole(UserRoles.Admin), user.IsInRole(UserRoles.Admin) || user.IsInRole(UserRoles.Finance));
        Suspends = IsAdmin || user.IsInRole(UserRoles.Support);
        if (RendererInfo.IsInteractive) Follow(Feed.Relevant(Concerns, Time, Gap, Stopping), _ => RefreshAsync());
        else await RefreshAsync();
    }

    /// <summary>Reads everything again.</summary>
    protected async Task RefreshAsync()
    {
        await ReadAsync();
        IsRead = true;
    }

    /// <summary>Reads again after an act, or says why it was refused.</summary>
    protected async Task DoneAsync(Refusal? refusal, string? done = null)
    {
        if (refusal is not null) Toasts.Say(F.Words(refusal), failed: true);
        else if (done is not null) Toasts.Say(done);
        await RefreshAsync();
    }
}
