using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>The states of Droplets, actions and images. Pure.</summary>
internal static class DigitalOceanStates
{
    /// <summary>The panel's word for a Droplet. What is not known stays unknown.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="locked">Whether an operation holds it: rebuild, resize and snapshot do not show in the status.</param>
    public static PowerState Of(string? status, bool locked) => (status, locked) switch
    {
        ("new", _) => PowerState.Provisioning,
        ("active" or "off", true) => PowerState.Busy,
        ("active", false) => PowerState.Running,
        ("off", false) or ("archive", _) => PowerState.Stopped,
        _ => PowerState.Unknown,
    };

    /// <summary>Both words as one, for display and logs.</summary>
    public static string Raw(string? status, bool locked) => (status ?? "-") + (locked ? ", locked" : "");

    /// <summary>How an action stands; what is not known is taken as not over.</summary>
    public static DigitalOceanProgress Action(string? status) => status switch
    {
        "completed" => DigitalOceanProgress.Completed,
        "errored" => DigitalOceanProgress.Errored,
        _ => DigitalOceanProgress.UnderWay,
    };

    /// <summary>How an image stands. One that could not be imported says why and is never available.</summary>
    public static ImageState Image(string? status, string? problem) => status switch
    {
        "available" => ImageState.Ready,
        "deleted" or "retired" => ImageState.Failed,
        "NEW" or "pending" => string.IsNullOrWhiteSpace(problem) ? ImageState.Pending : ImageState.Failed,
        _ => ImageState.Unknown,
    };
}
