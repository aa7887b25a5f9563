namespace Lobster.Core.Plans;

/// <summary>What it would do to bring running machines to a price.</summary>
/// <param name="At">When they would move.</param>
/// <param name="Machines">How many would pay another price.</param>
/// <param name="Rising">How many of them would pay more.</param>
/// <param name="Accounts">How many accounts these machines belong to.</param>
/// <param name="Before">What an hour of all of them costs now, at full power.</param>
/// <param name="After">What it would cost.</param>
/// <param name="WholesaleBefore">What that hour costs the provider now, as far as it is kept.</param>
/// <param name="WholesaleAfter">What it would cost the provider.</param>
/// <param name="RunningLow">How many accounts would have low credit by it, that have enough today.</param>
/// <param name="LowHours">Hours of the burn rate below which credit is low.</param>
public sealed record MoveEffect(
    Instant At, int Machines, int Rising, int Accounts, Money Before, Money After, Money WholesaleBefore, Money WholesaleAfter, int RunningLow, int LowHours);
