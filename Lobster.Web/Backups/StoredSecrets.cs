using System.Security.Cryptography;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Backups;

/// <summary>Tries the regions' secrets with the keys that are there.</summary>
internal sealed class StoredSecrets(Transactions transactions, RegionSecrets secrets)
{
    /// <summary>The names of the regions whose secrets cannot be read.</summary>
    public Task<List<string>> UnreadableAsync(CancellationToken cancellationToken) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var regions = await db.Regions.OrderBy(r => r.Name).ToListAsync(token);
            return regions.Where(r => !CanRead(r)).Select(r => r.Name).ToList();
        }, cancellationToken);

    private bool CanRead(Region region)
    {
        try
        {
            secrets.Unprotect(region.ProtectedSecrets);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
