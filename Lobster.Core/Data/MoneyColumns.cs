using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lobster.Core.Data;

/// <summary>
/// Names every money column "…Nanos" and lets the database itself refuse an amount out of range. On SQLite it also refuses
/// anything that is no integer, since SQLite turns an overflow silently into a real.
/// </summary>
internal static class MoneyColumns
{
    public static void Configure(ModelBuilder builder, bool sqlite)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
            foreach (var money in entity.GetComplexProperties().Where(p => p.ClrType == typeof(Money)))
                Configure(entity, money, sqlite);
    }

    private static void Configure(IMutableEntityType entity, IMutableComplexProperty money, bool sqlite)
    {
        var column = money.Name + "Nanos";
        money.ComplexType.FindProperty(nameof(Money.Nanos))!.SetColumnName(column);
        entity.AddCheckConstraint($"CK_{entity.GetTableName()}_{column}_Range",
            $"\"{column}\" BETWEEN {-Money.MaxNanos} AND {Money.MaxNanos}");
        if (sqlite)
            entity.AddCheckConstraint($"CK_{entity.GetTableName()}_{column}_Integer", $"typeof(\"{column}\") = 'integer'");
    }
}
