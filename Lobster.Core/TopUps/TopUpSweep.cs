using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.Sweeps;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.TopUps;

/// <summary>
/// Tops accounts up: writes the payments that are due, asks providers for all that are open, and tells them to forget removed cards. It may be killed anywhere and run on several
/// nodes at once; what was begun is gone on with by the next pass. After a long pause each account is topped up once, not once for each pass that was missed.
/// </summary>
public sealed class TopUpSweep(
    Transactions transactions, SweepGate gate, CardGateways gateways, TopUpOpening opening, TopUpAsking asking, CardForgetting forgetting, ILogger<TopUpSweep> log) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "topups";

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, SweepAsync, cancellationToken);

    private async Task<SweepResult> SweepAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        string[] offered = [.. (await gateways.OfferedAsync(cancellationToken)).Select(w => w.Type)];
        var accounts = await transactions.ReadAsync((db, token) => TopUpCandidates.FindAsync(db, offered, pass.Now, token), cancellationToken);
        var result = await EachAsync(pass, accounts, id => opening.OpenAsync(id, offered, cancellationToken), cancellationToken);
        result += await EachAsync(pass, await asking.DueAsync(cancellationToken), id => asking.AskAsync(id, cancellationToken), cancellationToken);
        return result + await EachAsync(pass, await forgetting.DueAsync(cancellationToken), async id =>
        {
            await forgetting.ForgetAsync(id, cancellationToken);
            return true;
        }, cancellationToken);
    }

    private async Task<SweepResult> EachAsync<TId>(SweepPass pass, List<TId> ids, Func<TId, Task<bool>> act, CancellationToken cancellationToken)
    {
        var result = SweepResult.Nothing;
        foreach (var id in ids)
        {
            try
            {
                if (await act(id)) result += new SweepResult(1, 0);
            }
            catch (GatewayException e)
            {
                log.LogWarning("{Kind} {Id} could not be gone on with and is tried again: {Reason}", typeof(TId).Name, id, e.Message);
                result += new SweepResult(0, 1);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "{Kind} {Id} could not be gone on with; the next pass tries again", typeof(TId).Name, id);
                result += new SweepResult(0, 1);
            }

            await pass.KeepAsync(cancellationToken);
        }

        if (result != SweepResult.Nothing) await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        return result;
    }
}
