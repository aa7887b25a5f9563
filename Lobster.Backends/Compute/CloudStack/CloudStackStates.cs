using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>CloudStack's words for states into the panel's. Pure.</summary>
internal static class CloudStackStates
{
    private static readonly string[] WordsOfFailure =
        ["error", "fail", "unable", "invalid", "not found", "refused", "cannot", "can't", "unknown host", "timed out", "timeout", "no route", "exceed", "denied", "abandon", "unsupported"];

    /// <summary>A machine's state; null when it is gone and only waits to be forgotten. What is not known stays unknown.</summary>
    /// <param name="state">The word.</param>
    /// <param name="isBusy">Whether a job is at work on it: it may say "Running" while it restarts, and "Stopped" before it is made.</param>
    public static PowerState? Of(string? state, bool isBusy) => state switch
    {
        "Destroyed" or "Expunging" => null,
        "Running" => isBusy ? PowerState.Busy : PowerState.Running,
        "Stopped" => isBusy ? PowerState.Busy : PowerState.Stopped,
        "Starting" => PowerState.Starting,
        "Stopping" or "Shutdown" or "Shutdowned" => PowerState.Stopping,
        "Migrating" or "Restoring" => PowerState.Busy,
        "Error" => PowerState.Error,
        _ => PowerState.Unknown,
    };

    /// <summary>How an image stands. Its status is free text: a share that is downloaded, "Download Complete", or what went wrong.</summary>
    public static ImageState Image(CloudStackImage image)
    {
        if (image.IsReady) return ImageState.Ready;
        if (image.DownloadDetails?.Any(d => d.DownloadState is "DOWNLOAD_ERROR" or "UPLOAD_ERROR" or "ABANDONED") == true) return ImageState.Failed;
        return Array.Exists(WordsOfFailure, w => image.Status?.Contains(w, StringComparison.OrdinalIgnoreCase) == true) ? ImageState.Failed : ImageState.Pending;
    }

    /// <summary>The share of "50% Downloaded"; null where none is told.</summary>
    public static int? Percent(string? status) =>
        status?.Split('%') is [var share, _, ..] && int.TryParse(share.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent : null;

    /// <summary>How a snapshot stands: usable, lost, or null while it is made.</summary>
    public static bool? Snapshot(string? state) => state switch
    {
        "BackedUp" => true,
        "Error" or "Destroyed" or "Destroying" => false,
        _ => null,
    };
}
