using Lobster.Core.Data;
using Lobster.Core.Images;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>Begins and ends the charging of one image's storage, in the caller's transaction, after the caller took the account's row.</summary>
public sealed class StorageCharging(BillingOptions options)
{
    /// <summary>Begins: the backend has accepted the making. Doing it again changes nothing; a public image is never charged.</summary>
    /// <param name="image">The image as the transaction's context tracks it.</param>
    /// <param name="now">The business moment; cut to whole seconds.</param>
    public static void Begin(Image image, Instant now)
    {
        if (image.AccountId is null) return;
        image.BillingStart ??= now.FloorToSecond();
        image.ChargedUntil ??= image.BillingStart;
    }

    /// <summary>
    /// Ends: posts the last hours, the running one rounded up. Doing it again changes nothing. While the size is unknown or the account is parked the
    /// last hours wait, and the sweep posts them when that is over.
    /// </summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="image">The image as that context tracks it.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task EndAsync(LobsterDbContext db, Image image, Instant now, CancellationToken cancellationToken)
    {
        if (image.BillingStart is not { } start || image.BillingEnd is not null) return;
        image.BillingEnd = now < start ? start : now;
        await db.SaveChangesAsync(cancellationToken);
        if (image.SizeMb is null || await db.Accounts.AnyAsync(a => a.Id == image.AccountId && a.ParkedAt != null, cancellationToken)) return;
        await StoragePosting.ChargeAsync(db, [image], now, options.MinimumIntervals, cancellationToken);
    }

    /// <summary>Ends where it was charged to: the image never became usable, and what is not charged yet is free.</summary>
    public static void Cancel(Image image) => image.BillingEnd ??= image.ChargedUntil;

    /// <summary>Notes another size: hours that have ended are charged with the size that was known, those from the running one on with the new one.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="image">The image as that context tracks it.</param>
    /// <param name="sizeMb">Whole MB, as the backend told them.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ResizeAsync(LobsterDbContext db, Image image, long sizeMb, Instant now, CancellationToken cancellationToken)
    {
        if (image.SizeMb is not null && image.BillingStart is not null && image.BillingEnd is null)
            await StoragePosting.ChargeAsync(db, [image], now, options.MinimumIntervals, cancellationToken);
        image.SizeMb = sizeMb;
        image.Version++;
    }
}
