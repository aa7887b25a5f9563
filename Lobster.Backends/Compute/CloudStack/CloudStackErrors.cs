using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>CloudStack's error codes (<c>ApiErrorCode</c>), the same for answers and for jobs. Pure.</summary>
internal static partial class CloudStackErrors
{
    private static readonly string[] WordsOfAbsence = ["does not exist", "doesn't exist", "unable to find", "can't find", "cannot find", "was not found"];
    private static readonly string[] WordsOfTheWrongMoment = ["right state", "correct state", "should be stopped", "must be stopped", "should be in", "is not running", "in progress", "already running"];

    /// <summary>What a code means; null where it says no more than that something failed (530, or one that is not known).</summary>
    /// <param name="code">The code.</param>
    /// <param name="said">The text beside it.</param>
    public static BackendException? Meaning(int code, string? said)
    {
        (BackendErrorKind Kind, string Message)? meaning = code switch
        {
            401 => (BackendErrorKind.Unauthorized, "CloudStack does not accept the credentials."),
            411 => (BackendErrorKind.Unauthorized, "CloudStack wants a second factor of this user, which a key cannot give."),
            429 => (BackendErrorKind.RateLimited, "CloudStack asks for fewer requests."),
            430 or 431 => Refused(said),
            432 => (BackendErrorKind.Unauthorized, "CloudStack does not know the command, or the role of this account does not allow it."),
            531 => (BackendErrorKind.Unauthorized, "CloudStack does not allow that to this account."),
            532 or 535 => (BackendErrorKind.QuotaExceeded, "The limit of the account at CloudStack is reached."),
            533 => (BackendErrorKind.QuotaExceeded, "CloudStack has no capacity for that now."),
            534 => (BackendErrorKind.Unavailable, "What CloudStack needs for that is not available now."),
            536 => (BackendErrorKind.Conflict, "CloudStack still uses it for something else."),
            537 => (BackendErrorKind.Conflict, "A network rule at CloudStack stands against that."),
            _ => null,
        };
        return meaning is { } known ? new BackendException(known.Kind, known.Message) { ProviderText = Redaction.Shorten(said), RetryAfter = Wait(code, said) } : null;
    }

    // One code for all that is wrong with a request; only the text tells an id that is not known from a value that is refused.
    private static (BackendErrorKind Kind, string Message) Refused(string? said)
    {
        bool Says(string[] words) => Array.Exists(words, w => said?.Contains(w, StringComparison.OrdinalIgnoreCase) == true);
        if (Parameter().Match(said ?? "") is { Success: true } unknown)
            return unknown.Groups[1].Value is "id" or "virtualmachineid" or "jobid"
                ? (BackendErrorKind.NotFound, "CloudStack does not know it.")
                : (BackendErrorKind.Rejected, $"CloudStack does not know the {Noun(unknown.Groups[1].Value)}.");
        if (Says(WordsOfAbsence)) return (BackendErrorKind.NotFound, "CloudStack does not know it.");
        if (Says(WordsOfTheWrongMoment)) return (BackendErrorKind.Conflict, "The state of the machine does not allow that now.");
        return (BackendErrorKind.Rejected, Redaction.Shorten(said?.ReplaceLineEndings(" "), 300) is { } text ? $"CloudStack refuses that: {text.TrimEnd('.')}." : "CloudStack refuses that.");
    }

    private static string Noun(string parameter) => parameter switch
    {
        "templateid" => "image",
        "serviceofferingid" => "size",
        "diskofferingid" => "disk size",
        "networkids" or "networkid" => "network",
        "zoneid" => "zone",
        "projectid" => "project",
        "ostypeid" => "OS type",
        _ => $"value of {parameter}",
    };

    private static TimeSpan? Wait(int code, string? said) =>
        code == 429 && Milliseconds().Match(said ?? "") is { Success: true } wait && int.TryParse(wait.Groups[1].Value, out var ms) ? TimeSpan.FromMilliseconds(ms) : null;

    [GeneratedRegex(@"Invalid parameter (\w+) value=.* does not exist", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"retry after (\d+) ms", RegexOptions.IgnoreCase)]
    private static partial Regex Milliseconds();
}
