using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>Lobster on SQLite, the default.</summary>
public sealed class SqliteLobsterDbContext(DbContextOptions<SqliteLobsterDbContext> options) : LobsterDbContext(options);
