using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lobster.Core.Data.Conversions;

/// <summary>Stores a day as days since 1970-01-01, so that a day is a moment's microseconds divided by a constant.</summary>
internal sealed class DayConverter() : ValueConverter<DateOnly, int>(
    day => ToNumber(day), number => DateOnly.FromDayNumber(number + EpochDay))
{
    private const int EpochDay = 719_162;

    /// <summary>The number that stands for a day in the tables.</summary>
    public static int ToNumber(DateOnly day) => day.DayNumber - EpochDay;
}
