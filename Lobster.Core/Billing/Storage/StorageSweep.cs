using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// Charges every hour of every owned image that has ended, each exactly once. An image whose size nobody has told yet waits: its watermark stays
/// where it is, and all its hours are charged once the size is known.
/// </summary>
public sealed class StorageSweep(Transactions transactions, SweepGate gate, BillingOptions options, ILogger<StorageSweep> log) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "storage";

    string ISweep.Name => Name;

    /// <summary>One run. An account that cannot be charged is parked with its reason; all others go on.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, ChargeAsync, cancellationToken);

    private async Task<SweepResult> ChargeAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var due = await transactions.ReadAsync((db, token) => (
            from image in Due(db, pass.Now)
            join account in db.Accounts on image.AccountId equals account.Id
            where account.ParkedAt == null
            group image.ChargedUntil by account.Id into images
            orderby images.Key
            select new { Account = images.Key, Images = images.Count(), Oldest = images.Min() }).ToListAsync(token), cancellationToken);
        if (due.Count == 0) return SweepResult.Nothing;
        await pass.BeginAsync(pass.Now - due.Min(d => d.Oldest!.Value) - TimeSpan.FromHours(1), cancellationToken);
        var within = await CatchUp.WithinAsync(transactions, due, d => (d.Account, d.Oldest!.Value), pass.Now, options.CatchUpDays, cancellationToken);
        var found = within.ToDictionary(d => d.Account, d => d.Images);
        return new SweepResult(0, due.Count - within.Count) + await new AccountBatches(transactions, pass, "Its image storage could not be charged", log).RunAsync(
            within.Select(d => (d.Account, d.Images)), options.BatchSize, (db, accounts, token) => ChargeAccountsAsync(db, accounts, accounts.Sum(a => found[a]), pass.Now, token), cancellationToken);
    }

    private async Task<int> ChargeAccountsAsync(
        LobsterDbContext db, IReadOnlyList<AccountId> accounts, int found, Instant now, CancellationToken cancellationToken)
    {
        await db.TakeAccountsAsync(accounts, cancellationToken);
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        var charged = await StorageTable.ChargeSteadyAsync(db, accounts, prices, now, cancellationToken);
        // What the pass did not find, since it became due in this very moment, is the next pass's.
        if (charged != found) charged += await ChargeRestAsync(db, accounts, now, cancellationToken);
        await StorageSealing.SealAsync(db, accounts, now, cancellationToken);
        return charged;
    }

    private async Task<int> ChargeRestAsync(LobsterDbContext db, IReadOnlyList<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        var images = await Due(db, now).AsNoTracking()
            .Where(i => accounts.Contains(i.AccountId!.Value) && db.Accounts.Any(a => a.Id == i.AccountId && a.ParkedAt == null))
            .OrderBy(i => i.Id).ToListAsync(cancellationToken);
        await StoragePosting.ChargeAsync(db, images, now, options.MinimumIntervals, cancellationToken);
        return images.Count;
    }

    private static IQueryable<Image> Due(LobsterDbContext db, Instant now)
    {
        var limit = now - TimeSpan.FromHours(1);
        return db.Images.Where(i => i.BillingStart != null && i.SizeMb != null && ((i.BillingEnd == null && i.ChargedUntil <= limit) || i.ChargedUntil < i.BillingEnd));
    }
}
