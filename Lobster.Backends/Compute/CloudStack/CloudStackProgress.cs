using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>How a job stands. A closed family.</summary>
internal abstract record CloudStackProgress
{
    private CloudStackProgress()
    {
    }

    /// <summary>What a job's record says. Any status but pending and done is a failure.</summary>
    public static CloudStackProgress Of(CloudStackJob job) => job.JobStatus switch
    {
        0 => new UnderWay(),
        1 => new Done(Read(job) ?? new CloudStackJobResult()),
        _ => Failure(job),
    };

    private static Failed Failure(CloudStackJob job)
    {
        var result = Read(job);
        var said = result is not null ? result.ErrorText : job.JobResult.ValueKind == System.Text.Json.JsonValueKind.String ? job.JobResult.GetString() : null;
        var meaning = CloudStackErrors.Meaning(result?.ErrorCode ?? job.JobResultCode ?? 0, said);
        var (kind, message) = (meaning?.Kind ?? BackendErrorKind.Unavailable, meaning?.Message ?? "CloudStack could not do that.");
        // What is refused is told to customers, everything else to operators, who want to know more.
        return new Failed(kind, kind == BackendErrorKind.Rejected || Redaction.Shorten(said, 500) is not { } words ? message : $"{message} It says: {words}");
    }

    private static CloudStackJobResult? Read(CloudStackJob job) =>
        job.JobResult.ValueKind == System.Text.Json.JsonValueKind.Object ? System.Text.Json.JsonSerializer.Deserialize(job.JobResult, CloudStackJson.Default.CloudStackJobResult) : null;

    /// <summary>Pending or at work.</summary>
    public sealed record UnderWay : CloudStackProgress;

    /// <summary>Over, and well.</summary>
    /// <param name="Result">What it made or changed.</param>
    public sealed record Done(CloudStackJobResult Result) : CloudStackProgress
    {
        /// <summary>The new login, where the job set one. The image decides for whom.</summary>
        public GuestLogin? Login => Result.VirtualMachine?.Password is { Length: > 0 } password ? new GuestLogin(null, password) : null;
    }

    /// <summary>Over, and not done.</summary>
    /// <param name="Kind">Whether trying again makes sense.</param>
    /// <param name="Message">For the customer when refused, else for the operator.</param>
    public sealed record Failed(BackendErrorKind Kind, string Message) : CloudStackProgress
    {
        /// <summary>As the panel has it.</summary>
        public BackendTask.Failed Task => new(Kind, Message);
    }
}
