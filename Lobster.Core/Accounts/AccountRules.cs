using Lobster.Core.Billing;

namespace Lobster.Core.Accounts;

/// <summary>What an account's state allows. Pure.</summary>
public static class AccountRules
{
    /// <summary>Whether its owner may create and change machines; null: yes.</summary>
    public static Refusal? MayChange(Account account) =>
        account.DisabledAt is not null ? new Refusal.NotAllowed("This account is closed to changes. Write to support.")
        : account.ParkedAt is not null ? new Refusal.Conflict("This account is being looked at. Machines run on; changes wait.")
        : account.Suspension == SuspensionKind.Manual ? new Refusal.Conflict("This account was suspended by our staff: {0} Write to support.", Sentence(account.SuspensionReason))
        : account.Suspension == SuspensionKind.Auto ? new Refusal.Conflict("This account is suspended. Add credit to start your machines again.")
        : account.Standing == StandingState.Terminated ? new Refusal.Conflict("This account was terminated. Add credit to use it again.")
        : null;

    /// <summary>Whether credit reaches for something that makes the burn rate <paramref name="burn"/>; null: yes. What is free always can be had.</summary>
    public static Refusal? CanAfford(Account account, Money burn, BillingOptions options)
    {
        if (burn == Money.Zero) return null;
        if (account.Credit <= Money.Zero) return new Refusal.NotEnoughCredit("There is no credit left. Add some first.");
        var needed = Max(burn * options.MinimumHours, Money.FromDecimal(options.MinimumCredit));
        return account.Credit >= needed ? null
            : new Refusal.NotEnoughCredit("This needs {0} of credit: {1} hours of all your machines. Add some first.", needed, options.MinimumHours);
    }

    private static string Sentence(string? reason) => string.IsNullOrEmpty(reason) ? "." : reason[^1] is '.' or '!' or '?' ? reason : reason + ".";

    private static Money Max(Money a, Money b) => a > b ? a : b;
}
