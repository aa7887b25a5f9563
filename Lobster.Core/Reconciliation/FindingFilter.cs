using Lobster.Core.Regions;

namespace Lobster.Core.Reconciliation;

/// <summary>What a list of findings shows.</summary>
/// <param name="Shown">In which state.</param>
/// <param name="Kind">Of which kind; null: any.</param>
/// <param name="Region">Of which region; null: all.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Size">Rows a page.</param>
public sealed record FindingFilter(FindingShown Shown, FindingKind? Kind, RegionId? Region, int Page, int Size);
