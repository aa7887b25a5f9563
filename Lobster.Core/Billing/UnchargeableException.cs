using Lobster.Core.Accounts;

namespace Lobster.Core.Billing;

/// <summary>A machine's last intervals cannot be charged: its data is broken, or an amount is out of bounds. Trying again does not help.</summary>
internal sealed class UnchargeableException(AccountId account, Exception inner) : Exception(inner.GetBaseException().Message, inner)
{
    /// <summary>Whose machine it is.</summary>
    public AccountId Account => account;
}
