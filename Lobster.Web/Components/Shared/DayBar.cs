using Lobster.Core;

namespace Lobster.Web.Components.Shared;

/// <summary>One day of <see cref="DayBars"/>.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Amount">What was charged.</param>
/// <param name="Rest">What is still expected today; drawn dashed.</param>
public sealed record DayBar(DateOnly Day, Money Amount, Money Rest = default);
