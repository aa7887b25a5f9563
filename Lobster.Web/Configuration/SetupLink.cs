using System.Security.Cryptography;
using System.Text;
using Lobster.Core;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Configuration;

/// <summary>
/// The one-time link with which the first admin is made when the operator did not use the verb. Only its hash is stored; it works for
/// a day, once, and only while there is no admin.
/// </summary>
internal sealed class SetupLink(LobsterDbContext db, Admins admins, TimeProvider time)
{
    private const string Key = "setup-link";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Makes a new token, which replaces an older one; null when there is an admin.</summary>
    public async Task<string?> OfferAsync(CancellationToken cancellationToken)
    {
        if (await admins.AnyAsync(cancellationToken)) return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var until = Instant.From(time.GetUtcNow()) + Lifetime;
        var value = $"{until.Micros}:{Hash(token)}";
        var changed = await db.PanelSettings.Where(s => s.Key == Key).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, value), cancellationToken);
        if (changed == 0)
        {
            db.PanelSettings.Add(new PanelSetting { Key = Key, Value = value });
            await db.SaveChangesAsync(cancellationToken);
        }
        return token;
    }

    /// <summary>Whether the token opens the page.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken)
    {
        var value = await db.PanelSettings.Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        return value?.Split(':') is [var until, var hash]
            && long.TryParse(until, System.Globalization.CultureInfo.InvariantCulture, out var micros) && Instant.From(time.GetUtcNow()) < new Instant(micros)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(token)))
            && !await admins.AnyAsync(cancellationToken);
    }

    /// <summary>Makes the first admin and ends the link.</summary>
    /// <returns>What is wrong, in sentences; empty when it was done.</returns>
    public async Task<IReadOnlyList<string>> RedeemAsync(string token, string email, string userName, string password, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(token, cancellationToken)) return ["This link has been used or is too old."];
        return await admins.CreateAsync(email, userName, password, cancellationToken, CloseAsync);
    }

    // In the transaction that makes the admin: of two who use the link at once, only one still finds it.
    private async Task<bool> CloseAsync(CancellationToken cancellationToken) =>
        await db.PanelSettings.Where(s => s.Key == Key).ExecuteDeleteAsync(cancellationToken) == 1;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
