namespace Lobster.Core.Accounts;

/// <summary>Which accounts staff want to see.</summary>
/// <param name="Search">Part of the account's name, or of the name or e-mail of one of its users.</param>
/// <param name="Standing">Only those in this standing.</param>
/// <param name="IsParked">Only parked ones, or only others; null for both.</param>
/// <param name="IsDisabled">Only disabled ones, or only others; null for both.</param>
/// <param name="Order">By what to sort.</param>
/// <param name="IsDescending">Whether the order is turned.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Size">Rows a page.</param>
public sealed record AccountFilter(
    string? Search = null, StandingState? Standing = null, bool? IsParked = null, bool? IsDisabled = null,
    AccountOrder Order = AccountOrder.Name, bool IsDescending = false, int Page = 1, int Size = 25);
