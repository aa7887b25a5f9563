using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>Hands out a database's own context as the one that the rest of Lobster knows.</summary>
internal sealed class BaseContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<LobsterDbContext>
    where TContext : LobsterDbContext
{
    public LobsterDbContext CreateDbContext() => inner.CreateDbContext();

    public async Task<LobsterDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await inner.CreateDbContextAsync(cancellationToken);
}
