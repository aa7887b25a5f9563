namespace Lobster.Core.Verification;

/// <summary>How many rows one look at the books covered.</summary>
/// <param name="Accounts">Accounts.</param>
/// <param name="Entries">Ledger entries.</param>
/// <param name="Lines">Charge lines, storage lines and transfer lines.</param>
public sealed record VerifyCounts(long Accounts, long Entries, long Lines);
