using Lobster.Core;

namespace Lobster.Web.Components.Shared;

/// <summary>Credit at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Credit">The credit then.</param>
public sealed record CreditPoint(Instant At, Money Credit);
