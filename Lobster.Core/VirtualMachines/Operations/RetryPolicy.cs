using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>When to try again after a failure, and for how long. Pure.</summary>
internal static class RetryPolicy
{
    private const int MostTries = 10;
    private static readonly int[] PauseSeconds = [2, 5, 10, 20, 30, 60, 120, 300];

    /// <summary>Whether trying again can help at all.</summary>
    public static bool CanHelp(BackendErrorKind kind) =>
        kind is BackendErrorKind.Conflict or BackendErrorKind.RateLimited or BackendErrorKind.Unavailable
            or BackendErrorKind.OutcomeUnknown or BackendErrorKind.Unauthorized;

    /// <summary>Whether so many failed tries are enough.</summary>
    public static bool IsEnough(int failures) => failures >= MostTries;

    /// <summary>How long to wait after the given number of failures.</summary>
    public static TimeSpan Pause(int failures, TimeSpan? asked) =>
        asked ?? TimeSpan.FromSeconds(PauseSeconds[Math.Min(failures, PauseSeconds.Length - 1)]);

    /// <summary>What the customer reads when it is given up.</summary>
    public static string Words(OperationWork work, BackendException failure) => failure.Kind switch
    {
        BackendErrorKind.Rejected => failure.Message,
        BackendErrorKind.QuotaExceeded => $"{work.Region.Name} has no room for this right now.",
        BackendErrorKind.NotFound => failure.Message,
        BackendErrorKind.Conflict => $"{work.Region.Name} was busy with this machine for too long.",
        _ => $"{work.Region.Name} does not answer.",
    };
}
