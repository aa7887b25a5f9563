using Lobster.Core.Data;
using Lobster.Core.Verification;
using Lobster.Web.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Backups;

/// <summary><c>restore FILE [--force]</c>: puts a backup in the place of the database, upgrades it and verifies it.</summary>
internal sealed class RestoreVerb(IDatabaseCopy copy, IServiceProvider services)
{
    /// <summary>Does it.</summary>
    /// <returns>0 when the panel can be started; 1 when something in the backup does not fit.</returns>
    /// <exception cref="BackupException">It cannot be done; nothing was changed.</exception>
    /// <exception cref="SettingException">It was done, and a setting or the master key is not the backup's.</exception>
    public async Task<int> RunAsync(string file, bool force, CancellationToken cancellationToken)
    {
        var source = Path.GetFullPath(file);
        if (!File.Exists(source)) throw new BackupException($"There is no file {source}.");
        await RefuseNewerAsync(source, cancellationToken);
        if (!await copy.IsEmptyAsync(cancellationToken) && !force)
            throw new BackupException("The database is not empty. Say restore FILE --force to put the backup in its place.");
        var kept = await copy.ReplaceAsync(source, cancellationToken);
        Console.WriteLine($"Restored from {source}." + (kept is null ? "" : $" What was there is kept as {kept}."));
        Console.WriteLine("The master key file is not part of a backup: the one of the panel that made it must be in place.");
        // Upgrades an older one, and ends with a sentence when the key or a setting is not the backup's.
        await services.PrepareStoreAsync(cancellationToken);
        var unreadable = await services.GetRequiredService<StoredSecrets>().UnreadableAsync(cancellationToken);
        Console.WriteLine(unreadable.Count == 0 ? "The stored secrets can be read." : $"The secrets of {string.Join(", ", unreadable)} cannot be read; enter them again.");
        var verified = await VerifyVerb.RunAsync(services.GetRequiredService<Verifier>(), cancellationToken);
        return unreadable.Count == 0 ? verified : 1;
    }

    private async Task RefuseNewerAsync(string file, CancellationToken cancellationToken)
    {
        var found = await copy.MigrationsAsync(file, cancellationToken);
        await using var db = await services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync(cancellationToken);
        if (found.Except(db.Database.GetMigrations()).Any())
            throw new BackupException("The backup was made by a newer version of Lobster; restore it with that version. Nothing was changed.");
    }
}
