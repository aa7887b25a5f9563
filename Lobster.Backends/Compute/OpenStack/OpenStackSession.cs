using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>A login that holds for a while: its token, whom it is taken for, and where the services are.</summary>
/// <param name="Token">The token. A secret.</param>
/// <param name="ExpiresAt">Until when it holds.</param>
/// <param name="Who">User and project.</param>
/// <param name="IsAdmin">Whether it has the role <c>admin</c>, without which Nova tells no traffic.</param>
/// <param name="Compute">Nova's address, with version and without a last slash.</param>
/// <param name="Image">Glance's, likewise.</param>
/// <param name="Network">Neutron's, likewise; null when the cloud has none.</param>
/// <param name="Microversion">The compute API's version that we speak, such as <c>2.79</c>.</param>
internal sealed record OpenStackSession(
    string Token, DateTimeOffset ExpiresAt, string Who, bool IsAdmin, string Compute, string Image, string? Network, string Microversion)
{
    // Tags at creation (2.52), a key and user data at rebuild (2.57). Pike had the first, Queens has all.
    private const int Least = 57;

    // The newest that this was tried with. From 2.69 machines of a cell that is down are listed, with no state, and not left out.
    private const int Most = 79;

    /// <summary>The version to speak with a cloud that goes up to this one.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Unavailable"/>: it is too old.</exception>
    public static string Speak(string? newest)
    {
        var minor = newest?.Split('.') is ["2", var text] && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (minor < Least) throw new BackendException(BackendErrorKind.Unavailable, $"This cloud's Nova speaks version {newest ?? "1"} at most; 2.{Least} (OpenStack Queens, 2018) or newer is needed.");
        return $"2.{Math.Min(minor, Most)}";
    }

    /// <summary>Without the token, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => $"session of {Who}";
}
