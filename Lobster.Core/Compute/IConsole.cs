namespace Lobster.Core.Compute;

/// <summary>Opens a machine's screen; where it has none (a container), the terminal that takes its place.</summary>
public interface IConsole : ICapability
{
    /// <summary>A fresh way in, for one session. A machine that must run for it and does not is <see cref="BackendErrorKind.Conflict"/>.</summary>
    Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken);
}
