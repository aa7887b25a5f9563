namespace Lobster.Core.Compute;

/// <summary>How a task that the backend carries out on its own stands. A closed family.</summary>
public abstract record BackendTask
{
    private BackendTask()
    {
    }

    /// <summary>Not over yet.</summary>
    /// <param name="Percent">0 to 100; null where the provider does not tell.</param>
    /// <param name="Text">What it is at, fit for the customer; null for nothing to say.</param>
    /// <param name="ContinueAs">The id to store and poll from now on, when a next step has begun; null: the same id.</param>
    public sealed record Running(int? Percent = null, string? Text = null, string? ContinueAs = null) : BackendTask;

    /// <summary>Over, and well.</summary>
    /// <param name="ResultId">The id of what was made (image, address), where that was not known earlier.</param>
    /// <param name="Login">A first login that the provider tells only now, and only once.</param>
    public sealed record Succeeded(string? ResultId = null, GuestLogin? Login = null) : BackendTask;

    /// <summary>Over, and not done. Nothing is left half-made that would cost money.</summary>
    /// <param name="Kind">Says whether trying again makes sense, as for an exception.</param>
    /// <param name="Message">Fit for the customer for <see cref="BackendErrorKind.Rejected"/>, else for the operator. No secrets.</param>
    public sealed record Failed(BackendErrorKind Kind, string Message) : BackendTask;
}
