using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lobster.Core.Data.Conversions;

/// <summary>Stores a moment as microseconds since the epoch.</summary>
internal sealed class InstantConverter() : ValueConverter<Instant, long>(instant => instant.Micros, micros => new Instant(micros));
