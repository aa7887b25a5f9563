using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lobster.Core.Data;

/// <summary>Lets the migrations tool build both contexts without starting the panel.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteLobsterDbContext>, IDesignTimeDbContextFactory<PostgresLobsterDbContext>
{
    SqliteLobsterDbContext IDesignTimeDbContextFactory<SqliteLobsterDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLobsterDbContext>().UseSqlite("Data Source=:memory:").Options);

    PostgresLobsterDbContext IDesignTimeDbContextFactory<PostgresLobsterDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLobsterDbContext>().UseNpgsql("Host=localhost").Options);
}
