namespace Lobster.Core.Billing.Transfer;

/// <summary>What is to be done with one pool.</summary>
/// <param name="Pool">The pool as it is read.</param>
/// <param name="AllowanceBytes">Its allowance as projected now.</param>
/// <param name="NewGb">Whole GB to bill.</param>
/// <param name="Notice">The percentage to tell of; zero: none.</param>
/// <param name="Closes">Whether its month is to be closed.</param>
internal sealed record PoolVerdict(TransferPool Pool, long AllowanceBytes, long NewGb, int Notice, bool Closes)
{
    /// <summary>Whether anything changes.</summary>
    public bool IsToDo => NewGb > 0 || Notice > 0 || Closes || AllowanceBytes != Pool.AllowanceBytes;
}
