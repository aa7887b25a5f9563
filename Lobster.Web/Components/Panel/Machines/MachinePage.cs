using Lobster.Core.Accounts;
using Lobster.Core.Events;
using Lobster.Web.Components.Layout;
using Lobster.Web.Components.Shared;
using Lobster.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>A page about the visitor's own machines: knows who looks and their account, reads at once and again, at most once a second, after changes of that account.</summary>
public abstract class MachinePage : PageBase
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <summary>Who is logged in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Login { get; set; }

    /// <summary>Reads the account.</summary>
    [Inject]
    public required AccountQueries Accounts { get; init; }

    /// <summary>Tells of changes.</summary>
    [Inject]
    public required ILiveFeed Feed { get; init; }

    /// <summary>From where they come.</summary>
    [Inject]
    public required Visitor Visitor { get; init; }

    /// <summary>Who asks.</summary>
    protected Actor Actor { get; private set; } = new();

    /// <summary>How they are called.</summary>
    protected string UserName { get; private set; } = "";

    /// <summary>Their account; null until read, and for users without one.</summary>
    protected AccountSummary? Account { get; private set; }

    /// <summary>Whether the first reading is over.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>Reads what the page shows; <see cref="Account"/> is fresh.</summary>
    protected abstract Task ReadAsync(AccountSummary account);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = ShellUser.Of((await (Login ?? throw new InvalidOperationException("Nobody is logged in."))).User);
        (Actor, UserName) = (Visitor.Act(user.Id), user.Name);
        if (RendererInfo.IsInteractive) Follow(Feed.Relevant(c => c.AccountId is { } id && id == Account?.Id, Time, Gap, Stopping), _ => RefreshAsync());
        else await RefreshAsync();
    }

    /// <summary>Reads everything again.</summary>
    protected async Task RefreshAsync()
    {
        Account = await Accounts.MineAsync(Actor, Stopping);
        if (Account is not null) await ReadAsync(Account);
        IsRead = true;
    }
}
