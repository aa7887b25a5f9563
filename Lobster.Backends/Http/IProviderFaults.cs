using Lobster.Core.Compute;

namespace Lobster.Backends.Http;

/// <summary>How one provider says what went wrong.</summary>
internal interface IProviderFaults
{
    /// <summary>The words in an answer's body that say what is wrong; null when there are none.</summary>
    string? Words(HttpAnswer answer);

    /// <summary>A better meaning than the status alone has; null: what <see cref="HttpFaults"/> says.</summary>
    /// <param name="answer">Any answer, also a 2xx: some providers refuse with 200.</param>
    /// <param name="said">The words.</param>
    BackendException? Meaning(HttpAnswer answer, string? said);
}
