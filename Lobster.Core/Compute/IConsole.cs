namespace Lobster.Core.Compute;

/// <summary>Opens a machine's screen or terminal.</summary>
public interface IConsole : ICapability
{
    /// <summary>A fresh way in, for one session. A machine that must run for it and does not is <see cref="BackendErrorKind.Conflict"/>.</summary>
    Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken);
}
