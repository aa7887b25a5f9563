using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lobster.Core.Data.Conversions;

/// <summary>Stores a typed id as its Int64.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, long>(id => id.Value, value => Make(value))
    where TId : struct, IEntityId<TId>
{
    private static TId Make(long value) => TId.From(value);
}
