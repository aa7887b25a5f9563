using Lobster.Core.Accounts;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Reckons the lines of an account's days again, of all kinds that the form asks for.</summary>
internal static class CorrectionReading
{
    public static async Task<CorrectionPreview> ReckonAsync(
        LobsterDbContext db, AccountId account, CorrectionSpan span, TransferOptions options, CancellationToken cancellationToken)
    {
        var found = new CorrectionPreview(span.From, span.To, [], 0, 0, 0, 0);
        if (span.Covers(ChargeKind.Machine)) found = found.With(await MachineReckoning.ReckonAsync(db, account, span, cancellationToken));
        if (span.Covers(ChargeKind.Storage)) found = found.With(await StorageReckoning.ReckonAsync(db, account, span, cancellationToken));
        if (span.Covers(ChargeKind.Transfer)) found = found.With(await TransferReckoning.ReckonAsync(db, account, span, options, cancellationToken));
        return found;
    }
}
