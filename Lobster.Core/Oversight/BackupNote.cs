using System.Text.Json;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>The last backup that the panel made of itself.</summary>
/// <param name="At">What moment it holds (system clock).</param>
/// <param name="Bytes">How large its file is.</param>
/// <param name="File">Where it was written, at most 300 characters.</param>
public sealed record BackupNote(Instant At, long Bytes, string File)
{
    private const string Key = "last-backup";
    private const int Longest = 300;

    /// <summary>Remembers it.</summary>
    public static Task KeepAsync(Transactions transactions, BackupNote note, CancellationToken cancellationToken = default)
    {
        var file = note.File.Length > Longest ? note.File[^Longest..] : note.File;
        var value = JsonSerializer.Serialize(new Stored(note.At.Micros, note.Bytes, file), Plain);
        return transactions.RunAsync(async (db, token) =>
        {
            if (await db.PanelSettings.FindAsync([Key], token) is { } known) known.Value = value;
            else db.PanelSettings.Add(new PanelSetting { Key = Key, Value = value });
        }, cancellationToken);
    }

    /// <summary>The last one; null when none is known.</summary>
    internal static async Task<BackupNote?> ReadAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var value = await db.PanelSettings.Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        return value is not null && JsonSerializer.Deserialize<Stored>(value, Plain) is { } stored ? new BackupNote(new Instant(stored.At), stored.Bytes, stored.File) : null;
    }

    // A path of letters beyond ASCII must not grow sixfold: the column holds 500 characters.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Stored(long At, long Bytes, string File);
}
