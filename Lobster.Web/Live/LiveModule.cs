namespace Lobster.Web.Live;

/// <summary>The live feed's way out of the process.</summary>
internal static class LiveModule
{
    /// <summary>Maps the hub for programs.</summary>
    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>("/hubs/live");
}
