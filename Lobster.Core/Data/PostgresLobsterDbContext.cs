using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>Lobster on PostgreSQL, for several panels on one database.</summary>
public sealed class PostgresLobsterDbContext(DbContextOptions<PostgresLobsterDbContext> options) : LobsterDbContext(options);
