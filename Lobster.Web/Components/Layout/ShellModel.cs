using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Web.Components.Shared;

namespace Lobster.Web.Components.Layout;

/// <summary>What the shell shows besides the page. Null means not known, and is drawn as a dash or not at all.</summary>
/// <param name="Credit">The account's credit.</param>
/// <param name="Runway">Until when it lasts.</param>
/// <param name="Machines">How many machines the account has.</param>
/// <param name="Sweeps">How the sweeps are, for staff.</param>
public sealed record ShellModel(Money? Credit = null, RunwayEnd? Runway = null, int? Machines = null, SweepHealth? Sweeps = null)
{
    /// <summary>The account itself, for the banner over every page; null for staff.</summary>
    public AccountSummary? Account { get; init; }

    /// <summary>Nothing known yet.</summary>
    public static ShellModel Unknown { get; } = new();
}
