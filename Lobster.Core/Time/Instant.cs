using System.Globalization;

namespace Lobster.Core;

/// <summary>
/// A moment in UTC, counted in microseconds since the Unix epoch, stored as that Int64 on every database.
/// <c>default</c> is the epoch itself.
/// </summary>
/// <param name="Micros">Microseconds since 1970-01-01T00:00:00Z; negative before it.</param>
public readonly record struct Instant(long Micros) : IComparable<Instant>
{
    /// <summary>Microseconds in one second.</summary>
    public const long MicrosPerSecond = 1_000_000;

    /// <summary>Microseconds in one UTC day.</summary>
    public const long MicrosPerDay = 86_400 * MicrosPerSecond;

    /// <summary>From whole seconds since the epoch.</summary>
    public static Instant FromUnixSeconds(long seconds) => new(checked(seconds * MicrosPerSecond));

    /// <summary>From a framework timestamp; its sub-microsecond ticks are cut.</summary>
    public static Instant From(DateTimeOffset moment) => new((moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A UTC calendar moment, for constants and tests.</summary>
    public static Instant Utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        From(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero));

    /// <summary>The first moment of a UTC day.</summary>
    public static Instant StartOf(DateOnly day) => new((day.DayNumber - EpochDay) * MicrosPerDay);

    /// <summary>The UTC day this moment falls in.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)(Math.DivRem(Micros, MicrosPerDay) is var (q, r) && r < 0 ? q - 1 : q) + EpochDay);

    /// <summary>The same moment as a framework timestamp with offset zero.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The last whole second at or before this moment.</summary>
    public Instant FloorToSecond() => new(Micros - (((Micros % MicrosPerSecond) + MicrosPerSecond) % MicrosPerSecond));

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Micros.CompareTo(other.Micros);

    /// <summary>Later by a span (cut to microseconds).</summary>
    public static Instant operator +(Instant a, TimeSpan span) => new(checked(a.Micros + (span.Ticks / TimeSpan.TicksPerMicrosecond)));

    /// <summary>Earlier by a span (cut to microseconds).</summary>
    public static Instant operator -(Instant a, TimeSpan span) => new(checked(a.Micros - (span.Ticks / TimeSpan.TicksPerMicrosecond)));

    /// <summary>The span between two moments.</summary>
    public static TimeSpan operator -(Instant a, Instant b) => TimeSpan.FromTicks(checked((a.Micros - b.Micros) * TimeSpan.TicksPerMicrosecond));

    /// <summary>Compares moments.</summary>
    public static bool operator <(Instant a, Instant b) => a.Micros < b.Micros;

    /// <summary>Compares moments.</summary>
    public static bool operator >(Instant a, Instant b) => a.Micros > b.Micros;

    /// <summary>Compares moments.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Micros <= b.Micros;

    /// <summary>Compares moments.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Micros >= b.Micros;

    /// <summary>ISO 8601 with a Z, for logs and APIs.</summary>
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private const int EpochDay = 719_162;
}
