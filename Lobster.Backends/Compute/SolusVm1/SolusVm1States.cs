using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>The master's words for states. Pure.</summary>
internal static class SolusVm1States
{
    /// <summary>The panel's word. What is not known stays unknown. While a machine is built it is told to be offline.</summary>
    public static PowerState Of(string? state) => state?.ToLowerInvariant() switch
    {
        "online" => PowerState.Running,
        "offline" => PowerState.Stopped,
        "disabled" => PowerState.Suspended,
        _ => PowerState.Unknown,
    };
}
