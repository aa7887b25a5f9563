using Lobster.Core;

namespace Lobster.Web.Components.Layout;

/// <summary>The sweeps in one line, at the foot of the admin's drawer.</summary>
/// <param name="Late">How many are late.</param>
/// <param name="ChargedUpTo">Up to when every account is charged; null before the first sweep.</param>
/// <param name="Lag">How far behind charging is.</param>
public sealed record SweepHealth(int Late, Instant? ChargedUpTo, TimeSpan Lag);
