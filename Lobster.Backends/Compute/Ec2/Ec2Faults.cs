using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// How AWS says what went wrong: <c>&lt;Response&gt;&lt;Errors&gt;&lt;Error&gt;&lt;Code&gt;…</c> at EC2, <c>&lt;ErrorResponse&gt;&lt;Error&gt;&lt;Code&gt;…</c> at CloudWatch (Amazon EC2 API
/// Reference, "Error codes"). The code tells more than the status: limits come with a 400, a 500 or a 503. An answer that is cut off is none.
/// </summary>
internal sealed class Ec2Faults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer) => answer.IsSuccess ? null : Ec2Xml.Read(answer.Body).First("Error").First("Message")?.Value;

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (answer.IsSuccess) return Ec2Xml.IsAnswer(answer.Body) ? null : HttpFaults.Unreadable(Ec2Client.Provider, answer, null);
        return Ec2Xml.Read(answer.Body).First("Error").First("Code")?.Value is { } code && Of(code) is var (kind, message)
            ? new BackendException(kind, message) { RetryAfter = answer.RetryAfter, ProviderText = Redaction.Shorten($"{code}: {said}") }
            : null;
    }

    private static (BackendErrorKind Kind, string Message)? Of(string code) => code switch
    {
        "RequestExpired" => (BackendErrorKind.Unauthorized, "AWS does not accept the credentials now: this server's clock is off."),
        "AuthFailure" or "SignatureDoesNotMatch" or "InvalidClientTokenId" or "UnrecognizedClientException" or "IncompleteSignature" or "MissingAuthenticationToken" or "ExpiredToken" or "Blocked"
            or "OptInRequired" or "PendingVerification" => (BackendErrorKind.Unauthorized, $"AWS does not accept the credentials ({code})."),
        "UnauthorizedOperation" or "AccessDenied" or "AccessDeniedException" => (BackendErrorKind.Unauthorized, $"The credentials lack a right at AWS ({code})."),
        "RequestLimitExceeded" or "Throttling" or "ThrottlingException" => (BackendErrorKind.RateLimited, "AWS asks for fewer requests."),
        "IncorrectInstanceState" or "IncorrectState" or "IncorrectModificationState" or "InvalidState" or "InvalidKeyPair.Duplicate" or "InvalidAMIName.Duplicate" or "ConcurrentTagAccess"
            or "Resource.AlreadyAssociated" or "ResourceInUse" or "VolumeInUse" => (BackendErrorKind.Conflict, $"AWS cannot do that now ({code})."),
        // The same token with another request: what it made the first time is found by it.
        "IdempotentParameterMismatch" => (BackendErrorKind.OutcomeUnknown, "AWS has had this request before, with other words."),
        "VolumeModificationRateExceeded" => (BackendErrorKind.QuotaExceeded, "AWS changes a disk only some hours after its last change."),
        _ when IsShortage(code) => (BackendErrorKind.QuotaExceeded, $"A limit of the account at AWS is reached, or AWS has no room ({code})."),
        _ when code.EndsWith(".NotFound", StringComparison.Ordinal) || code.EndsWith(".Malformed", StringComparison.Ordinal) || code == "InvalidAMIID.Unavailable" =>
            (BackendErrorKind.NotFound, $"AWS does not know it ({code})."),
        _ when code.EndsWith(".InUse", StringComparison.Ordinal) => (BackendErrorKind.Conflict, $"AWS cannot do that now ({code})."),
        _ => null,
    };

    /// <summary>Whether a code, of an answer or of a machine that could not be started, says that there is too little of something.</summary>
    public static bool IsShortage(string code) =>
        code.EndsWith("LimitExceeded", StringComparison.Ordinal) || code.StartsWith("Insufficient", StringComparison.Ordinal) || code.Contains(".Insufficient", StringComparison.Ordinal);
}
