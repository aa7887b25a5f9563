using System.Runtime.CompilerServices;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Events;
using Lobster.Core.Sweeps;
using Lobster.Web.Components.Shared;
using Lobster.Web.Live;

namespace Lobster.Web.Components.Layout;

/// <summary>The shell's figures: read at once, and again after each change of the account or, for staff, of the sweeps.</summary>
internal sealed class ShellFeed(ILiveFeed feed, AccountQueries accounts, SweepQueries sweeps, TimeProvider time) : IShellFeed
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ShellModel> FollowAsync(long userId, bool staff, [EnumeratorCancellation] CancellationToken stopping)
    {
        var actor = Actor.Browser(userId);
        AccountId? mine = null;
        var changes = feed.Relevant(c => staff ? c.Subject == SubjectKind.Sweep : c.AccountId is { } id && id == mine, time, Gap, stopping);
        await foreach (var _ in changes.WithCancellation(stopping))
        {
            if (staff)
            {
                yield return new ShellModel(Sweeps: Of(await sweeps.StandingAsync(actor, stopping)));
                continue;
            }

            var account = await accounts.MineAsync(actor, stopping);
            mine = account?.Id;
            yield return Of(account);
        }
    }

    private static ShellModel Of(AccountSummary? account) =>
        account is null ? ShellModel.Unknown : new ShellModel(account.Credit, new RunwayEnd(account.Runway.Until), account.Machines) { Account = account };

    private static SweepHealth? Of(SweepStanding? standing) =>
        standing is null ? null : new SweepHealth(standing.Late, standing.ChargedUpTo, standing.Lag);
}
