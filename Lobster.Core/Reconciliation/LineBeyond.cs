using Lobster.Core.Billing;

namespace Lobster.Core.Reconciliation;

/// <summary>A charge line of a machine that was gone.</summary>
/// <param name="Line">The line.</param>
/// <param name="Amount">How much of it is to be given back.</param>
internal sealed record LineBeyond(ChargeLine Line, Money Amount);
