using Lobster.Core.Plans;

namespace Lobster.Core.Billing.Corrections;

/// <summary>A price that an account's machines may be said to have owed.</summary>
/// <param name="Id">The version.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Region">The one region it holds in; null: all.</param>
/// <param name="Number">Its number within its place.</param>
/// <param name="Sale">What an hour costs by it.</param>
public sealed record CorrectionPrice(PriceVersionId Id, string Plan, string? Region, int Number, Money Sale);
