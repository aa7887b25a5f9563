using Lobster.Core;

namespace Lobster.Web.Components.Shared;

/// <summary>A payment on the credit line.</summary>
/// <param name="At">When it was credited.</param>
/// <param name="Amount">How much.</param>
/// <param name="Source">Its gateway.</param>
public sealed record CreditMark(Instant At, Money Amount, string Source);
