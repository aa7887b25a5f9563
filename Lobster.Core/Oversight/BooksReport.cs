using Lobster.Core.Verification;

namespace Lobster.Core.Oversight;

/// <summary>What a check of the books found.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Violations">What does not fit; empty when all does.</param>
public sealed record BooksReport(Instant At, TimeSpan Took, IReadOnlyList<Violation> Violations);
