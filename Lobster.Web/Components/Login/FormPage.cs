using Lobster.Core.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>What the static forms share: the request, the faults of a post, and a way on.</summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>Leads on; in a static page that is a redirect.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The users.</summary>
    [Inject]
    public required UserManager<User> Users { get; init; }

    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>What is wrong with what was posted.</summary>
    protected FormFaults Faults { get; set; } = FormFaults.None;

    /// <summary>Ends with the request.</summary>
    protected CancellationToken Stopping => Http.RequestAborted;

    /// <summary>The client's network address, for the audit.</summary>
    protected string? Address => Visitor.AddressOf(Http);

    /// <summary>The user who is logged in; only on pages that demand it.</summary>
    protected async Task<User> MeAsync() =>
        await Users.GetUserAsync(Http.User) ?? throw new InvalidOperationException("The login has no user any more.");

    /// <summary>Goes to a page of ours; anything else leads to the panel.</summary>
    protected void Go(string? path) => Navigation.NavigateTo(Local(path));

    /// <summary>A path within the panel, or the panel itself: a log-in never leads to another site.</summary>
    internal static string Local(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl)
            ? path
            : Shared.Links.Panel;
}
