using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>The master's words for states of machines and tasks. Pure.</summary>
internal static class SolusVm2States
{
    /// <summary>The panel's word for a machine. What is not known stays unknown; so does a machine whose server the master does not reach.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="isProcessing">Whether a task holds it.</param>
    /// <param name="isSuspended">Whether its operator holds it.</param>
    public static PowerState Of(string? status, bool isProcessing, bool isSuspended) => (status, isProcessing, isSuspended) switch
    {
        ("processing", _, _) or ("started" or "stopped" or "paused" or "not exists", true, _) => PowerState.Busy,
        ("not exists", _, _) => PowerState.Error,
        ("started" or "stopped" or "paused", _, true) or ("paused", _, _) => PowerState.Suspended,
        ("started", _, _) => PowerState.Running,
        ("stopped", _, _) => PowerState.Stopped,
        _ => PowerState.Unknown,
    };

    /// <summary>Word and flags as one, for display and logs.</summary>
    public static string Raw(string? status, bool isProcessing, bool isSuspended) =>
        (status ?? "-") + (isProcessing && status != "processing" ? ", processing" : "") + (isSuspended ? ", suspended" : "");

    /// <summary>How a task stands; what is not known is taken as not over.</summary>
    public static SolusVm2Progress Job(string? status) => status switch
    {
        "done" => SolusVm2Progress.Done,
        "done_with_errors" => SolusVm2Progress.DoneWithErrors,
        "failed" or "canceled" => SolusVm2Progress.Failed,
        _ => SolusVm2Progress.UnderWay,
    };
}
