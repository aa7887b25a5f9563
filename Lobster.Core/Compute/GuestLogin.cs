namespace Lobster.Core.Compute;

/// <summary>A login to the guest that the provider made up or the backend chose. A secret: never logged, never in a task id.</summary>
/// <param name="User">The user name; null where the image decides.</param>
/// <param name="Password">The password.</param>
public sealed record GuestLogin(string? User, string Password)
{
    /// <summary>Without the password, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => $"login of {User ?? "the default user"}";
}
