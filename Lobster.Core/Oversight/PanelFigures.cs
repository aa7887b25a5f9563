namespace Lobster.Core.Oversight;

/// <summary>The panel's money, over all accounts. Amounts are in currency units, since their sums may exceed what one amount can hold.</summary>
/// <param name="Credit">What accounts with credit hold together.</param>
/// <param name="Debt">What accounts below zero owe together; positive.</param>
/// <param name="Debtors">How many those are.</param>
/// <param name="Burn">What all machines and stored images cost an hour.</param>
/// <param name="PaidToday">Payments credited since midnight UTC.</param>
/// <param name="PaymentsToday">How many.</param>
/// <param name="PaymentsPending">How many payments are still on their way.</param>
/// <param name="Days">What was charged on each of the last thirty days, oldest first, today last.</param>
public sealed record PanelFigures(
    decimal Credit, decimal Debt, int Debtors, decimal Burn, decimal PaidToday, int PaymentsToday, int PaymentsPending, IReadOnlyList<DayTotal> Days)
{
    /// <summary>What was charged for today so far.</summary>
    public decimal ChargedToday => Days[^1].Units;
}
