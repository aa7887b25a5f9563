using Lobster.Core;

namespace Lobster.Web.Components.Shared;

/// <summary>Until when credit lasts, as pages show it.</summary>
/// <param name="Until">The moment; null when nothing uses credit.</param>
public sealed record RunwayEnd(Instant? Until);
