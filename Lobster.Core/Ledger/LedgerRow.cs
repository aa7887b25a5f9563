namespace Lobster.Core.Ledger;

/// <summary>An entry of the ledger as a page shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When it was posted; for usage, when its day last grew.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">Signed.</param>
/// <param name="Day">The UTC day of usage; null for all else.</param>
/// <param name="IsSealed">Whether it can still grow.</param>
/// <param name="Reason">Why.</param>
/// <param name="Who">The user who posted it; null for the panel itself.</param>
public sealed record LedgerRow(LedgerEntryId Id, Instant At, EntryKind Kind, Money Amount, DateOnly? Day, bool IsSealed, string Reason, string? Who);
