using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Data;

/// <summary>
/// Holds Identity to its third schema, the one with passkeys. Identity reads the version from the options in the application's services,
/// so a context without any (the migrations tool, a test) is given some; otherwise its model would lack a table.
/// </summary>
internal static class IdentitySchema
{
    private static readonly ServiceProvider Services = new ServiceCollection().Configure<IdentityOptions>(Set).BuildServiceProvider();

    /// <summary>Sets the version among Identity's options.</summary>
    public static void Set(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>Gives services to a context that has none.</summary>
    public static void Ensure(DbContextOptionsBuilder builder)
    {
        if (builder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
            builder.UseApplicationServiceProvider(Services);
    }
}
