using Microsoft.AspNetCore.Mvc;

namespace Lobster.Web.Live;

/// <summary>The live feed's way out of the process.</summary>
internal static class LiveModule
{
    /// <summary>Maps the hub for programs, which want a bare status and no page about it.</summary>
    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>("/hubs/live").WithMetadata(new SkipStatusCodePagesAttribute());
}
