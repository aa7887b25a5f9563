using Lobster.Core.Verification;

namespace Lobster.Core.Oversight;

/// <summary>What a check of the books found.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Total">How many things do not fit; 0 when all does.</param>
/// <param name="Violations">The first of them.</param>
public sealed record BooksReport(Instant At, TimeSpan Took, int Total, IReadOnlyList<Violation> Violations);
