using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Reads what providers and their calls told differently.</summary>
internal static class DifferenceReads
{
    private const int Most = 200;
    private static readonly string[] Kinds = ["payment.healed", "payment.surplus", "payment.alarm"];

    /// <summary>What was found from a moment on and before another, the newest first; at most 200.</summary>
    public static async Task<List<PaymentDifference>> DifferencesAsync(this LobsterDbContext db, Instant from, Instant until, CancellationToken cancellationToken)
    {
        var events = await db.Events.Where(e => e.Subject == SubjectKind.Payment && e.At >= from && e.At < until && Kinds.Contains(e.Type))
            .OrderByDescending(e => e.Id).Take(Most).ToListAsync(cancellationToken);
        var accounts = events.ConvertAll(e => e.AccountId).OfType<AccountId>().Distinct().ToList();
        var names = await db.Accounts.Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
        return events.ConvertAll(e => new PaymentDifference(
            e.At, e.Type, e.SubjectId == 0 ? null : new PaymentId(e.SubjectId), e.AccountId is { } id ? names.GetValueOrDefault(id) : null, e.Data));
    }
}
