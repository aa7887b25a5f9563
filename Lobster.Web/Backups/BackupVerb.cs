using System.Globalization;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Oversight;

namespace Lobster.Web.Backups;

/// <summary><c>backup FILE</c>: the whole database of one moment, also while panels run. The file appears when it is complete, or not at all.</summary>
internal sealed class BackupVerb(IDatabaseCopy copy, Transactions transactions, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="BackupException">It cannot be done.</exception>
    public async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(file);
        var began = Instant.From(time.GetUtcNow());
        var draft = $"{target}.{Guid.NewGuid():N}.part";
        PrivateFile.Create(draft);
        try
        {
            await copy.WriteAsync(draft, cancellationToken);
            File.Move(draft, target, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        var size = new FileInfo(target).Length;
        await BackupNote.KeepAsync(transactions, new BackupNote(began, size, target), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target} holds the whole database, {size:N0} bytes. The master key file is not in it; keep a copy of that elsewhere."));
        return 0;
    }
}
