using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Standing;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Scheduling;

/// <summary>
/// Looks at a suspended or terminated account as soon as something about it changed, so that a payment from any source counts at once and not
/// only with the next sweep, which finds whatever is missed here.
/// </summary>
internal sealed class StandingWatch(ILiveFeed live, Transactions transactions, StandingSweep standing, ILogger<StandingWatch> log) : BackgroundService
{
    // A charge sweep changes thousands at once and adds credit to none.
    private const int Most = 50;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var changes in live.Watch(stoppingToken))
            {
                var accounts = changes.Where(c => c.Subject == SubjectKind.Account).Select(c => new AccountId(c.SubjectId)).Distinct().ToList();
                if (accounts.Count is > 0 and <= Most) await LookAsync(accounts, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(List<AccountId> accounts, CancellationToken stoppingToken)
    {
        try
        {
            var held = await transactions.ReadAsync((db, token) => db.Accounts
                .Where(a => accounts.Contains(a.Id) && a.Credit.Nanos > 0 && (a.Suspension == SuspensionKind.Auto || a.Standing == StandingState.Terminated))
                .Select(a => a.Id).ToListAsync(token), stoppingToken);
            foreach (var id in held) await standing.LookAsync(id, stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "An account could not be looked at; the next sweep does");
        }
    }
}
