namespace Lobster.Core.Verification;

/// <summary>How far a look at the books is.</summary>
/// <param name="Rules">Which rules begin now ("charge chain").</param>
/// <param name="Number">Their number, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record VerifyStep(string Rules, int Number, int Of);
