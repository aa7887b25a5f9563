using System.Runtime.CompilerServices;

namespace Lobster.Web.Components.Layout;

/// <summary>Knows nothing, so that the shell draws dashes.</summary>
internal sealed class SilentShellFeed : IShellFeed
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<ShellModel> FollowAsync(long userId, bool staff, [EnumeratorCancellation] CancellationToken stopping)
    {
        await Task.CompletedTask;
        yield return ShellModel.Unknown;
    }
}
