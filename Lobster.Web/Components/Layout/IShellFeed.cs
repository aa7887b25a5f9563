namespace Lobster.Web.Components.Layout;

/// <summary>Where the shell's living data comes from.</summary>
public interface IShellFeed
{
    /// <summary>What the shell shows now and after each change; the first item comes at once. Ends with the token.</summary>
    /// <param name="userId">Who looks.</param>
    /// <param name="staff">Whether the admin's shell asks.</param>
    /// <param name="stopping">Ends the stream.</param>
    IAsyncEnumerable<ShellModel> FollowAsync(long userId, bool staff, CancellationToken stopping);
}
