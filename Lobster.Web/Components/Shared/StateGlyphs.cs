namespace Lobster.Web.Components.Shared;

/// <summary>The shape of each machine state on a 12 px grid, so that colour is never alone.</summary>
internal static class StateGlyphs
{
    /// <summary>SVG inside a 12 by 12 view box.</summary>
    public static string Of(MachineState state) => state switch
    {
        MachineState.Provisioning => Stroke("M6 1.2A4.8 4.8 0 1 1 1.2 6", "1.8"),
        MachineState.Running => "<circle cx='6' cy='6' r='4'/>",
        MachineState.Stopped => "<rect x='2.5' y='2.5' width='7' height='7' rx='1.5'/>",
        MachineState.Rebooting => Stroke("M9.9 3.3A4.6 4.6 0 1 0 10.6 6", "1.7") + "<path d='M10.9.9v3.3H7.6z'/>",
        MachineState.Suspended => "<rect x='2' y='1.5' width='2.8' height='9' rx='1'/><rect x='7.2' y='1.5' width='2.8' height='9' rx='1'/>",
        MachineState.Error => Warning,
        MachineState.Deleting or MachineState.Deleted => Stroke("M2 2l8 8M10 2l-8 8", "1.8"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The triangle, for whatever failed.</summary>
    public const string Warning =
        "<path fill-rule='evenodd' d='M6 .9c.4 0 .7.2.9.5l4.6 8.1c.4.7-.1 1.6-.9 1.6H1.4c-.8 0-1.3-.9-.9-1.6L5.1 1.4c.2-.3.5-.5.9-.5zM5.3 4v3.1h1.4V4zm0 4.1v1.4h1.4V8.1z'/>";

    private static string Stroke(string path, string width) =>
        $"<path d='{path}' fill='none' stroke='currentColor' stroke-width='{width}' stroke-linecap='round'/>";
}
