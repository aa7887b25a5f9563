namespace Lobster.Core.Billing;

/// <summary>A machine that was just charged.</summary>
/// <param name="Vm">Its number.</param>
/// <param name="Account">The number of the account that pays.</param>
internal sealed record ChargedVm(long Vm, long Account);
