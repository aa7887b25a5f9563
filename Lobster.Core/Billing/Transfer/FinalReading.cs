using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Core.Billing.Transfer;

/// <summary>Reads a machine's counters once more before its deletion is sent. A meter that is silent or slow holds nothing up.</summary>
public sealed class FinalReading(Transactions transactions, TransferMeter meter, TimeProvider time, ILogger<FinalReading> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads and notes.</summary>
    /// <param name="work">The deletion.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TakeAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (work.Backend is not ITransferMeter source) return;
        try
        {
            var vm = work.Vm!.Id;
            var since = await transactions.ReadAsync((db, token) => db.VmBillings.Where(b => b.VmId == vm)
                .Select(b => db.TransferReadings.Where(r => r.VmId == vm).Max(r => (Instant?)r.CoversUntil) ?? (Instant?)b.Start).SingleOrDefaultAsync(token), cancellationToken);
            if (since is not { } from) return;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = time.CreateTimer(_ => limit.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
            var told = new List<Told>();
            await foreach (var reading in source.ReadTransferAsync([work.BackendVmId], from, limit.Token)) told.Add(reading);
            await meter.NoteAsync(work.Region, told, cancellationToken);
        }
        catch (Exception e) when (e is BackendException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            log.LogWarning("The last transfer of machine {Vm} is not known: {Message}", work.Vm!.Id, e.Message);
        }
    }
}
